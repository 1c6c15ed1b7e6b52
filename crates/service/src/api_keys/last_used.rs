use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use winfactor_domain::{ApiKeyId, OrganizationId, Timestamp};
use winfactor_store::api_keys;

use super::ApiCaller;
use crate::{Result, Service};

/// The shortest time between two writes for one key.
const WRITE_EVERY: Duration = Duration::from_secs(60);

/// When keys were last used, as far as the database does not know yet. There are at most as many
/// as there are keys in use.
#[derive(Debug, Default)]
pub(super) struct LastUses(Mutex<HashMap<ApiKeyId, LastUse>>);

#[derive(Clone, Copy, Debug)]
struct LastUse {
    organization: OrganizationId,
    used_at: Timestamp,
    /// What the database was last told, and when.
    written: Option<Written>,
}

#[derive(Clone, Copy, Debug)]
struct Written {
    used_at: Timestamp,
    at: Timestamp,
}

impl LastUses {
    pub(super) fn note(&self, caller: &ApiCaller, now: Timestamp) {
        let mut uses = self.uses();
        let last = uses.entry(caller.key).or_insert(LastUse {
            organization: caller.organization,
            used_at: now,
            written: None,
        });
        last.used_at = last.used_at.max(now);
    }

    /// What is to be written now. What was written a while ago and not used since is dropped.
    fn due(&self, now: Timestamp) -> Vec<(ApiKeyId, LastUse)> {
        let rested = |written: Written| now.since(written.at) >= WRITE_EVERY;
        let mut uses = self.uses();
        uses.retain(|_, last| {
            let idle = |written: Written| written.used_at == last.used_at && rested(written);
            !last.written.is_some_and(idle)
        });
        uses.iter()
            .filter(|(_, last)| last.written.is_none_or(rested))
            .map(|(key, last)| (*key, *last))
            .collect()
    }

    fn written(&self, keys: &[(ApiKeyId, LastUse)], now: Timestamp) {
        let mut uses = self.uses();
        for (key, told) in keys {
            if let Some(last) = uses.get_mut(key) {
                last.written = Some(Written {
                    used_at: told.used_at,
                    at: now,
                });
            }
        }
    }

    // Nothing panics while the lock is held, so a poisoned state is still a sound one.
    fn uses(&self) -> MutexGuard<'_, HashMap<ApiKeyId, LastUse>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A pass: writes when keys were last used. Returns how many keys it wrote.
pub async fn flush_last_used(service: &Service) -> Result<usize> {
    let now = service.now();
    let last_uses = &service.api_keys().last_uses;
    let due = last_uses.due(now);
    if due.is_empty() {
        return Ok(0);
    }
    let keys = due.clone();
    service
        .write(move |work| {
            for (key, last) in &keys {
                api_keys::set_last_used(work.tx, last.organization, *key, last.used_at)?;
            }
            Ok(())
        })
        .await?;
    last_uses.written(&due, now);
    Ok(due.len())
}
