//! Google's limit: 60 writes a minute for each account, whatever the spreadsheet.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::channels::ChannelFailure;

const WRITES: usize = 60;
/// In seconds.
const WINDOW: i64 = 60;

/// When each account wrote, as far as it counts still; in Unix seconds.
#[derive(Debug, Default)]
pub(super) struct Quota(Mutex<HashMap<String, VecDeque<i64>>>);

impl Quota {
    /// Counts a write.
    pub(super) fn take(&self, account: &str, now: i64) -> Result<(), ChannelFailure> {
        let mut accounts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for writes in accounts.values_mut() {
            while writes.front().is_some_and(|at| *at + WINDOW <= now) {
                writes.pop_front();
            }
        }
        accounts.retain(|_, writes| !writes.is_empty());
        let writes = accounts.entry(account.to_owned()).or_default();
        if writes.len() >= WRITES
            && let Some(oldest) = writes.front()
        {
            let wait = u64::try_from(oldest + WINDOW - now).unwrap_or(1);
            return Err(ChannelFailure::busy(
                Some(Duration::from_secs(wait)),
                "Google takes 60 writes a minute of one account",
            ));
        }
        writes.push_back(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::channels::WhoActs;

    #[test]
    fn an_account_writes_sixty_times_a_minute_and_hinders_no_other() {
        let quota = Quota::default();
        for n in 0..60 {
            quota.take("a", 1000 + n / 2).unwrap();
        }
        let refused = quota.take("a", 1040).unwrap_err();
        let wait = WhoActs::ReceiverForNow {
            retry_after: Some(Duration::from_secs(20)),
            nothing_happened: true,
        };
        assert_eq!(refused.who, wait);
        quota.take("b", 1040).unwrap();
        quota.take("a", 1060).unwrap();
        quota.take("a", 1060).unwrap();
        assert!(
            quota.take("a", 1060).is_err(),
            "two of them are a minute old"
        );
    }
}
