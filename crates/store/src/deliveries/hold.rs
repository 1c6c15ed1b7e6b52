//! What waits follows the state of its destination: held, released, or given up. Each statement
//! takes a bounded number of rows, so that a long queue never stops the database for the others.

use winfactor_domain::{EventId, NodeId, OrganizationId, Timestamp};

use crate::{StoreError, Tx, params};

/// Holds back what waits for a destination, but for `except` and for tests, which have a subject of
/// their own. What somebody owns is left to its owner.
pub fn hold_pending(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
    except: Option<EventId>,
    limit: u32,
) -> Result<u64, StoreError> {
    let except = except.map(|event| event.to_string()).unwrap_or_default();
    tx.execute(
        "UPDATE deliveries SET status = 'held' \
         WHERE (organization_id, event_id, destination_id) IN ( \
         SELECT organization_id, event_id, destination_id FROM deliveries \
         WHERE organization_id = $1 AND destination_id = $2 AND status = 'pending' \
         AND lease_owner IS NULL AND subject <> event_id AND event_id <> $3 LIMIT $4)",
        params![&organization.to_string(), destination, &except, limit],
    )
}

/// Holds a delivery that `node` owns, untried; false when it was no longer its own.
pub fn hold_own(
    tx: &mut Tx<'_>,
    node: NodeId,
    organization: OrganizationId,
    event: EventId,
    destination: &str,
) -> Result<bool, StoreError> {
    let held = tx.execute(
        "UPDATE deliveries SET status = 'held', lease_owner = NULL WHERE organization_id = $1 \
         AND event_id = $2 AND destination_id = $3 AND lease_owner = $4 AND status = 'pending'",
        params![
            &organization.to_string(),
            &event.to_string(),
            destination,
            &node.to_string(),
        ],
    )?;
    Ok(held == 1)
}

/// Makes what is held due again, the oldest first.
pub fn release_held(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
    now: Timestamp,
    limit: u32,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE deliveries SET status = 'pending', due_at = $3, lease_owner = NULL, \
         round_start = attempts WHERE (organization_id, event_id, destination_id) IN ( \
         SELECT organization_id, event_id, destination_id FROM deliveries \
         WHERE organization_id = $1 AND destination_id = $2 AND status = 'held' \
         ORDER BY event_id LIMIT $4)",
        params![&organization.to_string(), destination, now.0, limit],
    )
}

/// Makes the oldest held delivery due that is the first of its subject, as the first try of a new
/// round: the probe of a destination that is switched off. False when there is none.
pub fn release_probe(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    // Events of one transaction have ids in any order: the place in the subject decides.
    let released = tx.execute(
        "UPDATE deliveries SET status = 'pending', due_at = $3, lease_owner = NULL, \
         round_start = attempts WHERE (organization_id, event_id, destination_id) IN ( \
         SELECT d.organization_id, d.event_id, d.destination_id FROM deliveries d \
         WHERE d.organization_id = $1 AND d.destination_id = $2 AND d.status = 'held' \
         AND d.subject_seq = (SELECT MIN(p.subject_seq) FROM deliveries p \
         WHERE p.destination_id = d.destination_id AND p.subject = d.subject \
         AND p.status IN ('pending', 'held')) \
         ORDER BY d.event_id LIMIT 1)",
        params![&organization.to_string(), destination, now.0],
    )?;
    Ok(released == 1)
}

/// A delivery that waits for a destination with nobody owning it, tests left out, and that can be
/// taken: no older one of its subject is open.
pub fn takeable(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
) -> Result<Option<EventId>, StoreError> {
    tx.query_opt(
        "SELECT d.event_id FROM deliveries d WHERE d.organization_id = $1 AND d.destination_id = $2 \
         AND d.status = 'pending' AND d.lease_owner IS NULL AND d.subject <> d.event_id \
         AND d.subject_seq = (SELECT MIN(p.subject_seq) FROM deliveries p \
         WHERE p.destination_id = d.destination_id AND p.subject = d.subject \
         AND p.status IN ('pending', 'held')) LIMIT 1",
        params![&organization.to_string(), destination],
        |row| crate::codec::id(row, 0),
    )
}

/// Makes a delivery begin a new round of its schedule with the try that was just made.
pub fn start_round(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    event: EventId,
    destination: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE deliveries SET round_start = attempts - 1 WHERE organization_id = $1 \
         AND event_id = $2 AND destination_id = $3 AND attempts > 0",
        params![&organization.to_string(), &event.to_string(), destination],
    )?;
    Ok(())
}

/// Gives up what is held and was recorded before `before`: somebody chose not to send it.
pub fn skip_held(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
    before: Timestamp,
    now: Timestamp,
    limit: u32,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE deliveries SET status = 'skipped', finished_at = $4 \
         WHERE (organization_id, event_id, destination_id) IN ( \
         SELECT organization_id, event_id, destination_id FROM deliveries \
         WHERE organization_id = $1 AND destination_id = $2 AND status = 'held' \
         AND event_id < $3 ORDER BY event_id LIMIT $5)",
        params![
            &organization.to_string(),
            destination,
            &EventId::earliest_at(before).to_string(),
            now.0,
            limit,
        ],
    )
}

/// Gives up everything unfinished: the destination is gone.
pub fn skip_open(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    skip_some_open(tx, organization, destination, now, u32::MAX)
}

/// The same, for up to `limit` deliveries.
pub fn skip_some_open(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
    now: Timestamp,
    limit: u32,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE deliveries SET status = 'skipped', finished_at = $3, lease_owner = NULL \
         WHERE (organization_id, event_id, destination_id) IN ( \
         SELECT organization_id, event_id, destination_id FROM deliveries \
         WHERE organization_id = $1 AND destination_id = $2 AND status IN ('pending', 'held') \
         LIMIT $4)",
        params![&organization.to_string(), destination, now.0, limit],
    )
}

/// Up to two deliveries that wait for a destination with nobody owning them, tests left out.
pub fn waiting(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
) -> Result<Vec<EventId>, StoreError> {
    tx.query(
        "SELECT event_id FROM deliveries WHERE organization_id = $1 AND destination_id = $2 \
         AND status = 'pending' AND lease_owner IS NULL AND subject <> event_id LIMIT 2",
        params![&organization.to_string(), destination],
        |row| crate::codec::id(row, 0),
    )
}

/// Whether anything, tests left out, is being tried or about to be.
pub fn any_owned(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
) -> Result<bool, StoreError> {
    let found = tx.query_opt(
        "SELECT 1 FROM deliveries WHERE organization_id = $1 AND destination_id = $2 \
         AND status = 'pending' AND lease_owner IS NOT NULL AND subject <> event_id LIMIT 1",
        params![&organization.to_string(), destination],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Whether anything is held for a destination.
pub fn any_held(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
) -> Result<bool, StoreError> {
    let found = tx.query_opt(
        "SELECT 1 FROM deliveries WHERE organization_id = $1 AND destination_id = $2 \
         AND status = 'held' LIMIT 1",
        params![&organization.to_string(), destination],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// How many are held for a destination.
pub fn count_held(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
) -> Result<i64, StoreError> {
    tx.query_one(
        "SELECT COUNT(*) FROM deliveries WHERE organization_id = $1 AND destination_id = $2 \
         AND status = 'held'",
        params![&organization.to_string(), destination],
        |row| row.int(0),
    )
}

/// The destinations that have anything unfinished, each with its organization.
pub fn open_destinations(tx: &mut Tx<'_>) -> Result<Vec<(OrganizationId, String)>, StoreError> {
    tx.query(
        "WITH RECURSIVE step(id) AS ( \
         SELECT MIN(destination_id) FROM deliveries WHERE status IN ('pending', 'held') \
         UNION ALL \
         SELECT (SELECT MIN(destination_id) FROM deliveries \
         WHERE status IN ('pending', 'held') AND destination_id > step.id) \
         FROM step WHERE step.id IS NOT NULL) \
         SELECT (SELECT d.organization_id FROM deliveries d WHERE d.destination_id = step.id \
         AND d.status IN ('pending', 'held') LIMIT 1), id FROM step WHERE id IS NOT NULL",
        params![],
        |row| Ok((crate::codec::id(row, 0)?, row.text(1)?.to_owned())),
    )
}

/// Makes a delivery due again, as the first try of a new round; false when it is being tried right
/// now or does not exist.
pub fn redeliver(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    event: EventId,
    destination: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE deliveries SET status = 'pending', due_at = $4, round_start = attempts, \
         finished_at = NULL WHERE organization_id = $1 AND event_id = $2 AND destination_id = $3 \
         AND lease_owner IS NULL",
        params![
            &organization.to_string(),
            &event.to_string(),
            destination,
            now.0
        ],
    )?;
    Ok(changed == 1)
}

/// Makes a finished delivery wait with the others of a destination that holds its events.
pub fn hold_again(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    event: EventId,
    destination: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE deliveries SET status = 'held', round_start = attempts, finished_at = NULL \
         WHERE organization_id = $1 AND event_id = $2 AND destination_id = $3 \
         AND lease_owner IS NULL",
        params![&organization.to_string(), &event.to_string(), destination],
    )?;
    Ok(())
}
