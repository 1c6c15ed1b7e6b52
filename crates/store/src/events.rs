//! The table `events`: what happened, with the bytes that every destination receives.

use winfactor_domain::{EventId, EventType, OrganizationId, Timestamp};

use crate::{Page, Row, StoreError, Tx, codec, params};

/// An event as recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    pub id: EventId,
    pub organization: OrganizationId,
    pub event_type: EventType,
    /// The id of what the event is about.
    pub subject: String,
    /// The place among the events of the same subject, from 1.
    pub subject_seq: i64,
    /// Whether somebody asked for it to try a connection out.
    pub test: bool,
    /// How many runs of flows, each started by the event of the one before, led to it.
    pub run_depth: u32,
    pub occurred_at: Timestamp,
    pub body: String,
}

/// What a list of events shows, with where its deliveries stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventSummary {
    pub id: EventId,
    pub event_type: EventType,
    pub subject: String,
    pub test: bool,
    pub occurred_at: Timestamp,
    pub deliveries: DeliveryCounts,
}

/// How many deliveries of an event are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryCounts {
    /// Waiting for a try.
    pub pending: i64,
    /// Being tried right now.
    pub processing: i64,
    pub held: i64,
    pub delivered: i64,
    pub failed: i64,
    pub skipped: i64,
}

/// Adds an event.
pub fn insert(tx: &mut Tx<'_>, event: &EventRow) -> Result<(), StoreError> {
    tx.send(
        "INSERT INTO events (organization_id, id, event_type, subject, subject_seq, test, \
         run_depth, occurred_at, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            &event.organization.to_string(),
            &event.id.to_string(),
            event.event_type.name(),
            &event.subject,
            event.subject_seq,
            event.test,
            event.run_depth,
            event.occurred_at.0,
            &event.body,
        ],
    )
}

/// The place of the newest event of a subject; 0 when there is none.
pub fn last_seq(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    subject: &str,
) -> Result<i64, StoreError> {
    let found = tx.query_opt(
        "SELECT subject_seq FROM events WHERE organization_id = $1 AND subject = $2 \
         ORDER BY subject_seq DESC LIMIT 1",
        params![&organization.to_string(), subject],
        |row| row.int(0),
    )?;
    Ok(found.unwrap_or(0))
}

/// The event of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EventId,
) -> Result<Option<EventRow>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, id, event_type, subject, subject_seq, test, run_depth, \
         occurred_at, body FROM events WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// The newest real event of a type: what a preview shows.
pub fn newest_of_type(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    event_type: EventType,
) -> Result<Option<EventRow>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, id, event_type, subject, subject_seq, test, run_depth, \
         occurred_at, body FROM events WHERE organization_id = $1 AND event_type = $2 AND test = 0 \
         ORDER BY id DESC LIMIT 1",
        params![&organization.to_string(), event_type.name()],
        read,
    )
}

/// Events recorded after `after`, oldest first: what a listener catches up with.
pub fn after(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    after: &str,
    limit: u32,
) -> Result<Vec<EventRow>, StoreError> {
    tx.query(
        "SELECT organization_id, id, event_type, subject, subject_seq, test, run_depth, \
         occurred_at, body FROM events WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        params![&organization.to_string(), after, limit],
        read,
    )
}

/// Events that occurred in a span of time, both ends included, after the one with id `after`.
pub fn between(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    (since, until): (Timestamp, Timestamp),
    after: &str,
    limit: u32,
) -> Result<Vec<EventRow>, StoreError> {
    tx.query(
        "SELECT organization_id, id, event_type, subject, subject_seq, test, run_depth, \
         occurred_at, body FROM events WHERE organization_id = $1 AND id > $2 AND occurred_at >= $3 \
         AND occurred_at <= $4 ORDER BY id LIMIT $5",
        params![&organization.to_string(), after, since.0, until.0, limit],
        read,
    )
}

/// Which events a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    pub event_type: Option<EventType>,
    /// The id of a submission, quote or lead.
    pub subject: Option<String>,
    /// A delivery status (`pending`, `processing`, `delivered`, `failed`, `held`) that at least one
    /// of the event's deliveries has.
    pub status: Option<String>,
}

/// A part of the list, newest first.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    filter: &EventFilter,
    page: &Page,
) -> Result<Vec<EventSummary>, StoreError> {
    tx.query(
        "SELECT e.id, e.event_type, e.subject, e.test, e.occurred_at, \
         (SELECT COUNT(*) FROM deliveries d WHERE d.organization_id = e.organization_id \
          AND d.event_id = e.id AND d.status = 'pending' AND d.lease_owner IS NULL), \
         (SELECT COUNT(*) FROM deliveries d WHERE d.organization_id = e.organization_id \
          AND d.event_id = e.id AND d.status = 'pending' AND d.lease_owner IS NOT NULL), \
         (SELECT COUNT(*) FROM deliveries d WHERE d.organization_id = e.organization_id \
          AND d.event_id = e.id AND d.status = 'held'), \
         (SELECT COUNT(*) FROM deliveries d WHERE d.organization_id = e.organization_id \
          AND d.event_id = e.id AND d.status = 'delivered'), \
         (SELECT COUNT(*) FROM deliveries d WHERE d.organization_id = e.organization_id \
          AND d.event_id = e.id AND d.status = 'failed'), \
         (SELECT COUNT(*) FROM deliveries d WHERE d.organization_id = e.organization_id \
          AND d.event_id = e.id AND d.status = 'skipped') \
         FROM events e WHERE e.organization_id = $1 AND e.id < $2 \
         AND (CAST($4 AS TEXT) IS NULL OR e.event_type = $4) \
         AND (CAST($5 AS TEXT) IS NULL OR e.subject = $5) \
         AND (CAST($6 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM deliveries d \
          WHERE d.organization_id = e.organization_id AND d.event_id = e.id \
          AND CASE WHEN d.status = 'pending' AND d.lease_owner IS NOT NULL THEN 'processing' \
          ELSE d.status END = $6)) \
         ORDER BY e.id DESC LIMIT $3",
        params![
            &organization.to_string(),
            page.before(),
            page.rows(),
            filter.event_type.map(EventType::name),
            filter.subject.as_deref(),
            filter.status.as_deref(),
        ],
        |row| {
            Ok(EventSummary {
                id: codec::id(row, 0)?,
                event_type: codec::parsed(row, 1, "event_type")?,
                subject: row.text(2)?.to_owned(),
                test: row.flag(3)?,
                occurred_at: Timestamp(row.int(4)?),
                deliveries: DeliveryCounts {
                    pending: row.int(5)?,
                    processing: row.int(6)?,
                    held: row.int(7)?,
                    delivered: row.int(8)?,
                    failed: row.int(9)?,
                    skipped: row.int(10)?,
                },
            })
        },
    )
}

/// The latest events for one destination, newest first; their counts are of that delivery alone.
pub fn latest_of_destination(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
    limit: u32,
) -> Result<Vec<EventSummary>, StoreError> {
    tx.query(
        "SELECT e.id, e.event_type, e.subject, e.test, e.occurred_at, \
         CASE WHEN d.status = 'pending' AND d.lease_owner IS NOT NULL THEN 'processing' \
         ELSE d.status END \
         FROM deliveries d JOIN events e \
         ON e.organization_id = d.organization_id AND e.id = d.event_id \
         WHERE d.organization_id = $1 AND d.destination_id = $2 ORDER BY d.event_id DESC LIMIT $3",
        params![&organization.to_string(), destination, limit],
        |row| {
            let status = row.text(5)?;
            let of = |wanted: &str| i64::from(status == wanted);
            let deliveries = DeliveryCounts {
                pending: of("pending"),
                processing: of("processing"),
                held: of("held"),
                delivered: of("delivered"),
                failed: of("failed"),
                skipped: of("skipped"),
            };
            Ok(EventSummary {
                id: codec::id(row, 0)?,
                event_type: codec::parsed(row, 1, "event_type")?,
                subject: row.text(2)?.to_owned(),
                test: row.flag(3)?,
                occurred_at: Timestamp(row.int(4)?),
                deliveries,
            })
        },
    )
}

/// What an event is, without what it says: its type, and whether it is a test.
pub fn kind(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EventId,
) -> Result<Option<(EventType, bool)>, StoreError> {
    tx.query_opt(
        "SELECT event_type, test FROM events WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
        |row| Ok((codec::parsed(row, 0, "event_type")?, row.flag(1)?)),
    )
}

/// Where an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventOrigin {
    /// Whether somebody asked for it to try a connection out.
    pub test: bool,
    /// How many runs of flows, each started by the event of the one before, led to it.
    pub run_depth: u32,
}

/// Where the event of that id comes from.
pub fn origin(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EventId,
) -> Result<Option<EventOrigin>, StoreError> {
    tx.query_opt(
        "SELECT test, run_depth FROM events WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
        |row| {
            Ok(EventOrigin {
                test: row.flag(0)?,
                run_depth: codec::count(row, 1, "run_depth")?,
            })
        },
    )
}

fn read(row: &Row<'_>) -> Result<EventRow, StoreError> {
    Ok(EventRow {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        event_type: codec::parsed(row, 2, "event_type")?,
        subject: row.text(3)?.to_owned(),
        subject_seq: row.int(4)?,
        test: row.flag(5)?,
        run_depth: codec::count(row, 6, "run_depth")?,
        occurred_at: Timestamp(row.int(7)?),
        body: row.text(8)?.to_owned(),
    })
}
