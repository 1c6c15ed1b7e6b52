use winfactor_domain::{EventId, NodeId, OrganizationId, Timestamp};

use super::DeliveryStatus;
use crate::{StoreError, Tx, params};

/// What became of a delivery that this node owned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finish<'a> {
    pub organization: OrganizationId,
    pub event: EventId,
    pub destination: &'a str,
    pub status: DeliveryStatus,
    pub attempts: u32,
    /// The next try, for one that stays pending.
    pub due_at: Timestamp,
    pub last_failure: Option<&'a str>,
    pub now: Timestamp,
}

/// Writes the outcome and gives the lease back; false when the lease was no longer ours, and then
/// nothing is written.
pub fn finish(tx: &mut Tx<'_>, node: NodeId, outcome: &Finish<'_>) -> Result<bool, StoreError> {
    let finished_at = outcome.status.is_final().then_some(outcome.now.0);
    let written = tx.execute(
        "UPDATE deliveries SET status = $4, attempts = $5, due_at = $6, lease_owner = NULL, \
         last_failure = $7, finished_at = $8 WHERE organization_id = $1 AND event_id = $2 \
         AND destination_id = $3 AND lease_owner = $9 AND status = 'pending'",
        params![
            &outcome.organization.to_string(),
            &outcome.event.to_string(),
            outcome.destination,
            outcome.status.code(),
            outcome.attempts,
            outcome.due_at.0,
            outcome.last_failure,
            finished_at,
            &node.to_string(),
        ],
    )?;
    Ok(written == 1)
}

/// Gives a lease back without an outcome: the delivery waits until `due_at`.
pub fn release(
    tx: &mut Tx<'_>,
    node: NodeId,
    organization: OrganizationId,
    event: EventId,
    destination: &str,
    due_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE deliveries SET lease_owner = NULL, due_at = $5 WHERE organization_id = $1 \
         AND event_id = $2 AND destination_id = $3 AND lease_owner = $4 AND status = 'pending'",
        params![
            &organization.to_string(),
            &event.to_string(),
            destination,
            &node.to_string(),
            due_at.0,
        ],
    )?;
    Ok(())
}

/// Gives back all leases of a node: when it shuts down, or when it is found dead.
pub fn release_all_of(tx: &mut Tx<'_>, node: NodeId, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE deliveries SET lease_owner = NULL, due_at = $2 WHERE lease_owner = $1",
        params![&node.to_string(), now.0],
    )
}
