use winfactor_domain::{EventId, EventType, NodeId, OrganizationId, Timestamp};

use crate::{Engine, StoreError, Tx, codec, params};

/// A delivery that its taker now owns, with what is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    pub organization: OrganizationId,
    pub event: EventId,
    pub destination: String,
    pub event_type: EventType,
    pub subject: String,
    pub subject_seq: i64,
    pub attempts: u32,
    pub round_start: u32,
    pub occurred_at: Timestamp,
    pub body: String,
}

/// Takes up to `limit` due deliveries of a destination until `lease_end`, oldest first.
pub fn claim(
    tx: &mut Tx<'_>,
    node: NodeId,
    destination: &str,
    now: Timestamp,
    lease_end: Timestamp,
    limit: u32,
) -> Result<Vec<Claimed>, StoreError> {
    // Two servers can look at the same rows only on PostgreSQL; there each skips what the other
    // has locked.
    let sql = match tx.engine() {
        Engine::Sqlite => {
            "UPDATE deliveries SET lease_owner = $1, due_at = $2 \
             WHERE (organization_id, event_id, destination_id) IN ( \
             SELECT d.organization_id, d.event_id, d.destination_id FROM deliveries d \
             WHERE d.destination_id = $3 AND d.status = 'pending' AND d.due_at <= $4 \
             AND NOT EXISTS (SELECT 1 FROM deliveries p WHERE p.destination_id = d.destination_id \
             AND p.subject = d.subject AND p.subject_seq < d.subject_seq \
             AND p.status IN ('pending', 'held')) \
             ORDER BY d.due_at, d.event_id LIMIT $5) \
             RETURNING organization_id, event_id, destination_id, event_type, subject, \
             subject_seq, attempts, round_start"
        }
        Engine::Postgres => {
            "UPDATE deliveries SET lease_owner = $1, due_at = $2 \
             WHERE (organization_id, event_id, destination_id) IN ( \
             SELECT d.organization_id, d.event_id, d.destination_id FROM deliveries d \
             WHERE d.destination_id = $3 AND d.status = 'pending' AND d.due_at <= $4 \
             AND NOT EXISTS (SELECT 1 FROM deliveries p WHERE p.destination_id = d.destination_id \
             AND p.subject = d.subject AND p.subject_seq < d.subject_seq \
             AND p.status IN ('pending', 'held')) \
             ORDER BY d.due_at, d.event_id LIMIT $5 FOR UPDATE SKIP LOCKED) \
             RETURNING organization_id, event_id, destination_id, event_type, subject, \
             subject_seq, attempts, round_start"
        }
    };
    let mut claimed = tx.query(
        sql,
        params![&node.to_string(), lease_end.0, destination, now.0, limit],
        |row| {
            Ok(Claimed {
                organization: codec::id(row, 0)?,
                event: codec::id(row, 1)?,
                destination: row.text(2)?.to_owned(),
                event_type: codec::parsed(row, 3, "event_type")?,
                subject: row.text(4)?.to_owned(),
                subject_seq: row.int(5)?,
                attempts: codec::count(row, 6, "attempts")?,
                round_start: codec::count(row, 7, "round_start")?,
                occurred_at: Timestamp(0),
                body: String::new(),
            })
        },
    )?;
    claimed.sort_unstable_by_key(|delivery| delivery.event);
    for delivery in &mut claimed {
        let (occurred_at, body) = tx.query_one(
            "SELECT occurred_at, body FROM events WHERE organization_id = $1 AND id = $2",
            params![
                &delivery.organization.to_string(),
                &delivery.event.to_string()
            ],
            |row| Ok((Timestamp(row.int(0)?), row.text(1)?.to_owned())),
        )?;
        delivery.occurred_at = occurred_at;
        delivery.body = body;
    }
    Ok(claimed)
}

/// The destinations that have something due. Steps from one destination to the next in the index,
/// so that a long queue of one costs the others nothing.
pub fn due_destinations(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<String>, StoreError> {
    tx.query(
        "WITH RECURSIVE step(id) AS ( \
         SELECT MIN(destination_id) FROM deliveries WHERE status = 'pending' \
         UNION ALL \
         SELECT (SELECT MIN(destination_id) FROM deliveries \
         WHERE status = 'pending' AND destination_id > step.id) \
         FROM step WHERE step.id IS NOT NULL) \
         SELECT id FROM step WHERE id IS NOT NULL AND EXISTS (SELECT 1 FROM deliveries d \
         WHERE d.destination_id = step.id AND d.status = 'pending' AND d.due_at <= $1)",
        params![now.0],
        |row| Ok(row.text(0)?.to_owned()),
    )
}

/// Whether an older event of the subject is still unfinished at this destination.
pub fn has_older_open(
    tx: &mut Tx<'_>,
    destination: &str,
    subject: &str,
    subject_seq: i64,
) -> Result<bool, StoreError> {
    let found = tx.query_opt(
        "SELECT 1 FROM deliveries WHERE destination_id = $1 AND subject = $2 \
         AND subject_seq < $3 AND status IN ('pending', 'held') LIMIT 1",
        params![destination, subject, subject_seq],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
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
         AND NOT EXISTS (SELECT 1 FROM webhook_endpoints e WHERE e.id = step.id \
         AND e.failing_since IS NOT NULL)",
        params![now.0],
        |row| Ok(row.opt_int(0)?.map(Timestamp)),
    )
}
