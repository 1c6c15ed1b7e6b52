//! Answers of the database that are believed for a few seconds.
//!
//! Who a session or an API key belongs to is asked with every request and changes rarely. An
//! answer is kept for [`TRUSTED_FOR`]: so long can a revocation that another node committed stay
//! unnoticed here. What this node changes is forgotten at once.
//!
//! Only answers of "yes" are kept: there are as many as there are sessions and keys in use, while
//! wrong tokens could be invented without end. The number of answers is bounded all the same. They
//! stand in two generations; when the younger one is full it becomes the older one, and what was
//! not asked for since the last change of generations is gone.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use winfactor_domain::Timestamp;

/// How long an answer is believed.
pub(crate) const TRUSTED_FOR: Duration = Duration::from_secs(5);

/// Answers in one generation.
const GENERATION: usize = 10_000;

pub(crate) struct RecheckCache<V> {
    state: Mutex<State<V>>,
}

struct State<V> {
    young: HashMap<String, Entry<V>>,
    old: HashMap<String, Entry<V>>,
    /// Counts what was forgotten.
    changes: u64,
}

struct Entry<V> {
    value: V,
    asked_at: Timestamp,
}

/// Taken before the database is asked. An answer is not kept when something was forgotten in the
/// meantime: it may be older than the change.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ticket {
    changes: u64,
    asked_at: Timestamp,
}

impl<V: Clone> RecheckCache<V> {
    /// The answer for `key`, if it is recent.
    pub(crate) fn get(&self, key: &str, now: Timestamp) -> Option<V> {
        let state = self.state();
        let entry = state.young.get(key).or_else(|| state.old.get(key))?;
        // An answer "from the future" is one from before the system's clock was set back.
        let recent = entry.asked_at <= now && now.since(entry.asked_at) < TRUSTED_FOR;
        recent.then(|| entry.value.clone())
    }

    pub(crate) fn ticket(&self, now: Timestamp) -> Ticket {
        Ticket {
            changes: self.state().changes,
            asked_at: now,
        }
    }

    pub(crate) fn keep(&self, ticket: Ticket, key: String, value: V) {
        let mut state = self.state();
        if state.changes != ticket.changes {
            return;
        }
        if state.young.len() >= GENERATION && !state.young.contains_key(&key) {
            state.old = std::mem::take(&mut state.young);
        }
        let asked_at = ticket.asked_at;
        state.young.insert(key, Entry { value, asked_at });
    }

    /// Forgets the answers that `gone` picks, and those that are under way.
    pub(crate) fn forget(&self, gone: impl Fn(&V) -> bool) {
        let mut state = self.state();
        state.changes += 1;
        state.young.retain(|_, entry| !gone(&entry.value));
        state.old.retain(|_, entry| !gone(&entry.value));
    }
}

impl<V> RecheckCache<V> {
    // Nothing panics while the lock is held, so a poisoned state is still a sound one.
    fn state(&self) -> MutexGuard<'_, State<V>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V> Default for RecheckCache<V> {
    fn default() -> Self {
        RecheckCache {
            state: Mutex::new(State {
                young: HashMap::new(),
                old: HashMap::new(),
                changes: 0,
            }),
        }
    }
}

impl<V> fmt::Debug for RecheckCache<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("RecheckCache")
            .field("answers", &(state.young.len() + state.old.len()))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    fn kept(cache: &RecheckCache<u32>, key: &str, value: u32) {
        cache.keep(cache.ticket(NOW), key.to_owned(), value);
    }

    #[test]
    fn an_answer_is_believed_for_five_seconds() {
        let cache = RecheckCache::default();
        kept(&cache, "a", 1);
        assert_eq!(cache.get("a", NOW + Duration::from_millis(4999)), Some(1));
        assert_eq!(cache.get("a", NOW + TRUSTED_FOR), None);
        assert_eq!(cache.get("b", NOW), None);
    }

    #[test]
    fn an_answer_from_before_the_clock_was_set_back_is_not_believed() {
        let cache = RecheckCache::default();
        kept(&cache, "a", 1);
        assert_eq!(cache.get("a", NOW.before(Duration::from_millis(1))), None);
    }

    #[test]
    fn what_is_forgotten_is_gone_at_once_and_nothing_else_is() {
        let cache = RecheckCache::default();
        kept(&cache, "a", 1);
        kept(&cache, "b", 2);
        cache.forget(|value| *value == 1);
        assert_eq!(cache.get("a", NOW), None);
        assert_eq!(cache.get("b", NOW), Some(2));
    }

    #[test]
    fn an_answer_that_was_under_way_during_a_change_is_not_kept() {
        let cache = RecheckCache::default();
        let ticket = cache.ticket(NOW);
        cache.forget(|value| *value == 1);
        cache.keep(ticket, "a".to_owned(), 1);
        assert_eq!(cache.get("a", NOW), None);
    }

    #[test]
    fn the_number_of_answers_is_bounded_and_recent_ones_stay() {
        let cache = RecheckCache::default();
        for number in 0..3 * GENERATION as u32 {
            kept(&cache, &number.to_string(), number);
        }
        let last = 3 * GENERATION as u32 - 1;
        assert_eq!(cache.get(&last.to_string(), NOW), Some(last));
        assert_eq!(cache.get("0", NOW), None);
        let state = cache.state();
        assert!(state.young.len() + state.old.len() <= 2 * GENERATION);
    }
}
