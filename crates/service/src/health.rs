//! Whether the outbox keeps up.

use std::time::Duration;

use winfactor_domain::Timestamp;
use winfactor_store::deliveries;

use crate::{Result, Service};

/// A delivery that waits longer than this for somebody to take it is late.
const LATE: Duration = Duration::from_secs(5 * 60);

/// How the outbox stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// How long the longest-waiting delivery has been due. Destinations that are failing do not
    /// count: their queues grow by their own fault.
    pub oldest_due: Duration,
}

impl Health {
    pub fn is_late(&self) -> bool {
        self.oldest_due > LATE
    }
}

/// Looks at the database.
pub async fn check(service: &Service) -> Result<Health> {
    let now = service.now();
    let oldest = service
        .read(move |tx| Ok(deliveries::oldest_due(tx, now)?))
        .await?;
    let waited = |due: Timestamp| now.since(due);
    Ok(Health {
        oldest_due: oldest.map(waited).unwrap_or_default(),
    })
}
