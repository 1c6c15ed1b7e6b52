use winfactor_domain::{EventId, OrganizationId, Timestamp};

use crate::{StoreError, Tx, params};

/// Holds back what waits for a destination; what is being tried right now ends as it ends.
pub fn hold_pending(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE deliveries SET status = 'held' WHERE organization_id = $1 AND destination_id = $2 \
         AND status = 'pending' AND lease_owner IS NULL",
        params![&organization.to_string(), destination],
    )
}

/// Makes what is held due again, for events recorded at or after `since`.
pub fn release_held(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
    since: Timestamp,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE deliveries SET status = 'pending', due_at = $4, lease_owner = NULL, \
         round_start = attempts WHERE organization_id = $1 AND destination_id = $2 \
         AND status = 'held' AND created_at >= $3",
        params![&organization.to_string(), destination, since.0, now.0],
    )
}

/// Makes one held delivery due at a moment: the probe of a destination that is switched off.
pub fn release_one(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    event: EventId,
    destination: &str,
    due_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE deliveries SET status = 'pending', due_at = $4, lease_owner = NULL \
         WHERE organization_id = $1 AND event_id = $2 AND destination_id = $3 AND status = 'held'",
        params![
            &organization.to_string(),
            &event.to_string(),
            destination,
            due_at.0
        ],
    )?;
    Ok(())
}

/// Gives up what is held: somebody chose not to send it.
pub fn skip_held(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE deliveries SET status = 'skipped', finished_at = $3 WHERE organization_id = $1 \
         AND destination_id = $2 AND status = 'held'",
        params![&organization.to_string(), destination, now.0],
    )
}

/// Gives up everything unfinished: the destination is gone.
pub fn skip_open(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE deliveries SET status = 'skipped', finished_at = $3, lease_owner = NULL \
         WHERE organization_id = $1 AND destination_id = $2 AND status IN ('pending', 'held')",
        params![&organization.to_string(), destination, now.0],
    )
}

/// The oldest event that is held for a destination.
pub fn oldest_held(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: &str,
) -> Result<Option<EventId>, StoreError> {
    tx.query_opt(
        "SELECT event_id FROM deliveries WHERE organization_id = $1 AND destination_id = $2 \
         AND status = 'held' ORDER BY event_id LIMIT 1",
        params![&organization.to_string(), destination],
        |row| crate::codec::id(row, 0),
    )
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
        params![
            &organization.to_string(),
            &event.to_string(),
            destination
        ],
    )?;
    Ok(())
}
