//! Steps that look for the same record elsewhere and then write it wait for each other: else two of
//! them would look, find nothing, and both make it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

/// The records that steps of this server write just now, by a name of each.
#[derive(Debug, Default)]
pub(crate) struct OneAtATime(Mutex<HashMap<String, Weak<Turn<()>>>>);

/// Nobody else writes the record for as long as this is kept.
pub(super) type Reserved = OwnedMutexGuard<()>;

impl OneAtATime {
    /// Waits until nobody else writes the record of this name.
    pub(super) async fn reserve(&self, record: String) -> Reserved {
        self.turn(record).lock_owned().await
    }

    fn turn(&self, record: String) -> Arc<Turn<()>> {
        // Nothing panics while the lock is held, so what is inside is sound.
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| turn.strong_count() > 0);
        if let Some(turn) = turns.get(&record).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::new(Turn::default());
        turns.insert(record, Arc::downgrade(&turn));
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_nobody_writes_is_forgotten() {
        let all = OneAtATime::default();
        let one = all.turn("one".to_owned());
        assert!(Arc::ptr_eq(&one, &all.turn("one".to_owned())));
        let _other = all.turn("other".to_owned());
        drop(one);
        let _third = all.turn("third".to_owned());
        let kept = all.0.lock().map(|turns| turns.len());
        assert_eq!(kept.ok(), Some(2));
    }
}
