//! The table `deliveries`: one row for each event and destination, the queue's truth.
//!
//! A delivery that waits has no owner, and `due_at` is its next try. Whoever works on one owns it
//! until it gives the lease back with the outcome, or until the node is found dead; after `due_at`
//! the owner itself may take it anew, should it have lost sight of it. Of the deliveries of one subject to one destination only the oldest
//! unfinished one can be taken, which keeps their order whatever fails.

mod claim;
mod finish;
mod hold;
mod read;

pub use claim::{Claimed, Older, any_due, claim, due_destinations, older_open, oldest_due};
pub use finish::{
    Finish, call_in_followers, finish, finish_all, put_off_followers, release, release_all_of,
    release_all_of_unknown, unknown_owners,
};
pub use hold::{
    any_held, any_owned, count_held, hold_again, hold_own, hold_pending, open_destinations,
    redeliver, release_held, release_probe, skip_held, skip_open, skip_some_open, start_round,
    takeable, waiting,
};
pub use read::{get, of_event};

use winfactor_domain::{EventId, EventType, NodeId, OrganizationId, Timestamp};

use crate::{StoreError, Tx, params};

/// A delivery as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    pub organization: OrganizationId,
    pub event: EventId,
    /// An endpoint's or a flow's id; its prefix tells which.
    pub destination: String,
    pub event_type: EventType,
    pub subject: String,
    pub subject_seq: i64,
    pub status: DeliveryStatus,
    pub attempts: u32,
    /// The number of attempts when the present round of the retry schedule began.
    pub round_start: u32,
    pub due_at: Timestamp,
    pub lease_owner: Option<NodeId>,
    pub last_failure: Option<String>,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryStatus {
    /// Waits for a try, or is being tried.
    Pending,
    /// Kept back because its destination is paused or switched off.
    Held,
    /// Accepted by the receiver.
    Delivered,
    /// Given up after the last try.
    Failed,
    /// Not to be sent: somebody decided so, or the destination is gone.
    Skipped,
}

impl DeliveryStatus {
    pub const ALL: [DeliveryStatus; 5] = [
        DeliveryStatus::Pending,
        DeliveryStatus::Held,
        DeliveryStatus::Delivered,
        DeliveryStatus::Failed,
        DeliveryStatus::Skipped,
    ];

    pub fn code(self) -> &'static str {
        match self {
            DeliveryStatus::Pending => "pending",
            DeliveryStatus::Held => "held",
            DeliveryStatus::Delivered => "delivered",
            DeliveryStatus::Failed => "failed",
            DeliveryStatus::Skipped => "skipped",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether nothing more will happen by itself.
    pub fn is_final(self) -> bool {
        !matches!(self, DeliveryStatus::Pending | DeliveryStatus::Held)
    }
}

/// Adds a delivery.
pub fn insert(tx: &mut Tx<'_>, delivery: &DeliveryRow) -> Result<(), StoreError> {
    let owner = delivery.lease_owner.map(|node| node.to_string());
    tx.send(
        "INSERT INTO deliveries (organization_id, event_id, destination_id, event_type, subject, \
         subject_seq, status, attempts, round_start, due_at, lease_owner, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            &delivery.organization.to_string(),
            &delivery.event.to_string(),
            &delivery.destination,
            delivery.event_type.name(),
            &delivery.subject,
            delivery.subject_seq,
            delivery.status.code(),
            delivery.attempts,
            delivery.round_start,
            delivery.due_at.0,
            &owner,
            delivery.created_at.0,
        ],
    )
}
