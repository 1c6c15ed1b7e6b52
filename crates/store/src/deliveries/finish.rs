use winfactor_domain::{EventId, NodeId, OrganizationId, Timestamp};

use super::DeliveryStatus;
use crate::{Param, StoreError, Tx, params};

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

// Only what is pending has an owner. Compared like this, no partial index looks as good to a
// planner as the key; without statistics it would read all that is open.
const FINISH: &str = "UPDATE deliveries SET status = $4, attempts = $5, due_at = $6, \
     lease_owner = NULL, last_failure = $7, finished_at = $8 WHERE organization_id = $1 \
     AND event_id = $2 AND destination_id = $3 AND COALESCE(lease_owner, '') = $9";

/// Writes the outcome and gives the lease back; false when the lease was no longer ours, and then
/// nothing is written.
pub fn finish(tx: &mut Tx<'_>, node: NodeId, outcome: &Finish<'_>) -> Result<bool, StoreError> {
    let texts = Texts::of(node, outcome);
    let written = tx.execute(FINISH, &texts.params(outcome))?;
    Ok(written == 1)
}

/// The same for several deliveries at once.
pub fn finish_all(
    tx: &mut Tx<'_>,
    node: NodeId,
    outcomes: &[Finish<'_>],
) -> Result<Vec<bool>, StoreError> {
    let texts: Vec<_> = outcomes
        .iter()
        .map(|outcome| Texts::of(node, outcome))
        .collect();
    let sets: Vec<_> = texts
        .iter()
        .zip(outcomes)
        .map(|(texts, outcome)| texts.params(outcome))
        .collect();
    let written = tx.execute_each(FINISH, sets.iter().map(|set| &set[..]))?;
    Ok(written.into_iter().map(|rows| rows == 1).collect())
}

/// The ids of an outcome, written out.
struct Texts {
    organization: String,
    event: String,
    node: String,
}

impl Texts {
    fn of(node: NodeId, outcome: &Finish<'_>) -> Self {
        Texts {
            organization: outcome.organization.to_string(),
            event: outcome.event.to_string(),
            node: node.to_string(),
        }
    }

    fn params<'a>(&'a self, outcome: &'a Finish<'_>) -> [Param<'a>; 9] {
        let finished_at = outcome.status.is_final().then_some(outcome.now.0);
        [
            (&self.organization).into(),
            (&self.event).into(),
            outcome.destination.into(),
            outcome.status.code().into(),
            outcome.attempts.into(),
            outcome.due_at.0.into(),
            outcome.last_failure.into(),
            finished_at.into(),
            (&self.node).into(),
        ]
    }
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
         AND event_id = $2 AND destination_id = $3 AND COALESCE(lease_owner, '') = $4",
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

/// The owners of leases that are not among the nodes at work.
pub fn unknown_owners(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    tx.query(
        "WITH RECURSIVE step(id) AS ( \
         SELECT MIN(lease_owner) FROM deliveries WHERE lease_owner IS NOT NULL \
         UNION ALL \
         SELECT (SELECT MIN(lease_owner) FROM deliveries \
         WHERE lease_owner IS NOT NULL AND lease_owner > step.id) \
         FROM step WHERE step.id IS NOT NULL) \
         SELECT id FROM step WHERE id IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM nodes n WHERE n.id = step.id)",
        params![],
        |row| Ok(row.text(0)?.to_owned()),
    )
}

/// Gives back all leases of an owner that nobody knows.
pub fn release_all_of_unknown(
    tx: &mut Tx<'_>,
    owner: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE deliveries SET lease_owner = NULL, due_at = $2 WHERE lease_owner = $1",
        params![owner, now.0],
    )
}

/// Puts off what follows an event that stays unfinished: it waits in the database as long as that
/// one does, and is not looked at in vain.
pub fn put_off_followers(
    tx: &mut Tx<'_>,
    destination: &str,
    subject: &str,
    event: EventId,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        // By the subject's index, and not by that of what is due, which is longer.
        "UPDATE deliveries SET due_at = $4 WHERE destination_id = $1 AND subject = $2 \
         AND status IN ('pending', 'held') AND status = 'pending' AND lease_owner IS NULL \
         AND event_id <> $3 AND due_at + 0 < $4",
        params![destination, subject, &event.to_string(), until.0],
    )?;
    Ok(())
}

/// The other way round: what followed an event that is finished earlier than it was to be tried need
/// not wait any longer.
pub fn call_in_followers(
    tx: &mut Tx<'_>,
    destination: &str,
    subject: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let called = tx.execute(
        "UPDATE deliveries SET due_at = $3 WHERE destination_id = $1 AND subject = $2 \
         AND status IN ('pending', 'held') AND status = 'pending' AND lease_owner IS NULL \
         AND due_at + 0 > $3",
        params![destination, subject, now.0],
    )?;
    Ok(called > 0)
}
