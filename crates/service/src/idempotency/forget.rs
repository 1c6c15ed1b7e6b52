use std::time::Duration;

use winfactor_store::idempotency;

use crate::{Result, Service};

/// How long a repetition is recognized.
pub const KEPT_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// Keys forgotten in one transaction, so that nobody waits long behind it.
const BATCH: u32 = 500;
/// Transactions of one pass; what is left then is left to the next one.
const BATCHES: usize = 20;

/// Forgets keys that are older than a day; returns how many. A background pass.
pub async fn forget_old(service: &Service) -> Result<u64> {
    let mut forgotten = 0;
    for _ in 0..BATCHES {
        let batch = service
            .write(|work| {
                let before = work.now.before(KEPT_FOR);
                Ok(idempotency::forget_before(work.tx, before, BATCH)?)
            })
            .await?;
        forgotten += batch;
        if batch < u64::from(BATCH) {
            break;
        }
    }
    Ok(forgotten)
}
