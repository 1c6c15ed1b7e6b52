use winfactor_domain::{EventId, EventType, NodeId, OrganizationId, Timestamp};

use crate::{Engine, StoreError, Tx, codec, params};

/// A delivery that its taker now owns, with what is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    pub organization: OrganizationId,
    pub event: EventId,
    pub event_type: EventType,
    pub subject: String,
    pub attempts: u32,
    pub round_start: u32,
    /// The event's bytes; nothing when the event itself is no longer kept.
    pub body: Option<String>,
}

/// Takes up to `limit` due deliveries of a destination until `lease_end`, oldest first.
///
/// Those are free ones and those that `node` itself lost sight of until its lease ended. What
/// another node owns stays with it until it gives it back or is found dead: clocks of different
/// nodes are never compared.
pub fn claim(
    tx: &mut Tx<'_>,
    node: NodeId,
    destination: &str,
    now: Timestamp,
    lease_end: Timestamp,
    limit: u32,
) -> Result<Vec<Claimed>, StoreError> {
    // Two nodes can look at the same rows only on PostgreSQL; there each skips what the other has
    // locked, and the rows are chosen once, whatever plan the update gets.
    //
    // The oldest open delivery of a subject is looked up row by row. Written as a condition that
    // no older one exists, it becomes a join, and without statistics PostgreSQL compares every row
    // with every other: seconds instead of milliseconds.
    let sql = match tx.engine() {
        Engine::Sqlite => {
            "UPDATE deliveries SET lease_owner = $1, due_at = $2 \
             WHERE (organization_id, event_id, destination_id) IN ( \
             SELECT d.organization_id, d.event_id, d.destination_id FROM deliveries d \
             WHERE d.destination_id = $3 AND d.status = 'pending' AND d.due_at <= $4 \
             AND (d.lease_owner IS NULL OR d.lease_owner = $1) \
             AND d.subject_seq = (SELECT MIN(p.subject_seq) FROM deliveries p \
             WHERE p.destination_id = d.destination_id AND p.subject = d.subject \
             AND p.status IN ('pending', 'held')) \
             ORDER BY d.due_at, d.event_id LIMIT $5) \
             RETURNING organization_id, event_id, event_type, subject, attempts, round_start, \
             (SELECT e.body FROM events e WHERE e.organization_id = deliveries.organization_id \
             AND e.id = deliveries.event_id)"
        }
        Engine::Postgres => {
            "WITH due AS MATERIALIZED ( \
             SELECT d.organization_id, d.event_id, d.destination_id FROM deliveries d \
             WHERE d.destination_id = $3 AND d.status = 'pending' AND d.due_at <= $4 \
             AND (d.lease_owner IS NULL OR d.lease_owner = $1) \
             AND d.subject_seq = (SELECT MIN(p.subject_seq) FROM deliveries p \
             WHERE p.destination_id = d.destination_id AND p.subject = d.subject \
             AND p.status IN ('pending', 'held')) \
             ORDER BY d.due_at, d.event_id LIMIT $5 FOR UPDATE SKIP LOCKED) \
             UPDATE deliveries SET lease_owner = $1, due_at = $2 \
             WHERE (organization_id, event_id, destination_id) IN ( \
             SELECT organization_id, event_id, destination_id FROM due) \
             RETURNING organization_id, event_id, event_type, subject, attempts, round_start, \
             (SELECT e.body FROM events e WHERE e.organization_id = deliveries.organization_id \
             AND e.id = deliveries.event_id)"
        }
    };
    let mut claimed = tx.query(
        sql,
        params![&node.to_string(), lease_end.0, destination, now.0, limit],
        |row| {
            Ok(Claimed {
                organization: codec::id(row, 0)?,
                event: codec::id(row, 1)?,
                event_type: codec::parsed(row, 2, "event_type")?,
                subject: row.text(3)?.to_owned(),
                attempts: codec::count(row, 4, "attempts")?,
                round_start: codec::count(row, 5, "round_start")?,
                body: row.opt_text(6)?.map(str::to_owned),
            })
        },
    )?;
    claimed.sort_unstable_by_key(|delivery| delivery.event);
    Ok(claimed)
}

/// Whether anything of a destination is due: after a claim, what waits for an older event of its
/// subject.
pub fn any_due(tx: &mut Tx<'_>, destination: &str, now: Timestamp) -> Result<bool, StoreError> {
    let found = tx.query_opt(
        "SELECT 1 FROM deliveries WHERE destination_id = $1 AND status = 'pending' \
         AND due_at <= $2 LIMIT 1",
        params![destination, now.0],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// The destinations that have something due, each with its organization. Steps from one destination
/// to the next in the index, so that a long queue of one costs the others nothing.
pub fn due_destinations(
    tx: &mut Tx<'_>,
    now: Timestamp,
) -> Result<Vec<(OrganizationId, String)>, StoreError> {
    let found = tx.query(
        "WITH RECURSIVE step(id) AS ( \
         SELECT MIN(destination_id) FROM deliveries WHERE status = 'pending' \
         UNION ALL \
         SELECT (SELECT MIN(destination_id) FROM deliveries \
         WHERE status = 'pending' AND destination_id > step.id) \
         FROM step WHERE step.id IS NOT NULL) \
         SELECT id, (SELECT d.organization_id FROM deliveries d WHERE d.destination_id = step.id \
         AND d.status = 'pending' AND d.due_at <= $1 ORDER BY d.due_at LIMIT 1) \
         FROM step WHERE id IS NOT NULL",
        params![now.0],
        |row| match row.opt_text(1)? {
            None => Ok(None),
            Some(_) => Ok(Some((codec::id(row, 1)?, row.text(0)?.to_owned()))),
        },
    )?;
    Ok(found.into_iter().flatten().collect())
}

/// The unfinished delivery that another one of its subject comes right after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Older {
    pub event: EventId,
    /// Its next try, when it waits for one in the database; nothing while somebody owns it, or
    /// while it is held.
    pub waits_until: Option<Timestamp>,
}

/// The newest unfinished delivery of a subject to a destination before the event in place
/// `subject_seq`.
pub fn older_open(
    tx: &mut Tx<'_>,
    destination: &str,
    subject: &str,
    subject_seq: i64,
) -> Result<Option<Older>, StoreError> {
    tx.query_opt(
        "SELECT event_id, CASE WHEN status = 'pending' AND lease_owner IS NULL THEN due_at END \
         FROM deliveries WHERE destination_id = $1 AND subject = $2 AND subject_seq < $3 \
         AND status IN ('pending', 'held') ORDER BY subject_seq DESC LIMIT 1",
        params![destination, subject, subject_seq],
        |row| {
            Ok(Older {
                event: codec::id(row, 0)?,
                waits_until: row.opt_int(1)?.map(Timestamp),
            })
        },
    )
}

/// When the delivery that has waited longest was due, over all destinations that are not failing.
pub fn oldest_due(tx: &mut Tx<'_>, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    tx.query_one(
        "WITH RECURSIVE step(id) AS ( \
         SELECT MIN(destination_id) FROM deliveries WHERE status = 'pending' \
         UNION ALL \
         SELECT (SELECT MIN(destination_id) FROM deliveries \
         WHERE status = 'pending' AND destination_id > step.id) \
         FROM step WHERE step.id IS NOT NULL) \
         SELECT MIN((SELECT MIN(d.due_at) FROM deliveries d WHERE d.destination_id = step.id \
         AND d.status = 'pending' AND d.due_at <= $1)) FROM step WHERE id IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM webhook_endpoints e WHERE e.organization_id = ( \
         SELECT d.organization_id FROM deliveries d WHERE d.destination_id = step.id \
         AND d.status = 'pending' LIMIT 1) \
         AND e.id = step.id AND e.failing_since IS NOT NULL)",
        params![now.0],
        |row| Ok(row.opt_int(0)?.map(Timestamp)),
    )
}
