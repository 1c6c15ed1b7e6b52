use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use winfactor_domain::{Clock, Timestamp};

/// A clock that stands still until a test moves it. Clones show the same time.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// A clock that shows `now`.
    pub fn at(now: Timestamp) -> ManualClock {
        ManualClock(Arc::new(AtomicI64::new(now.0)))
    }

    /// Moves forward; returns the new time.
    pub fn advance(&self, by: Duration) -> Timestamp {
        let millis = i64::try_from(by.as_millis())
            .expect("a test moves by less than the age of the universe");
        Timestamp(self.0.fetch_add(millis, Ordering::SeqCst) + millis)
    }

    /// Jumps to a moment, also to an earlier one: system clocks do that too.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.0, Ordering::SeqCst);
    }
}

impl Default for ManualClock {
    /// Thursday, 15 January 2026, 09:00 in UTC: a working day far from any change of daylight saving.
    fn default() -> ManualClock {
        ManualClock::at(Timestamp(1_768_467_600_000))
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_moves_only_when_told_and_for_all_clones_alike() {
        let clock = ManualClock::at(Timestamp(1_000));
        let other = clock.clone();
        assert_eq!(clock.now(), clock.now());
        assert_eq!(clock.advance(Duration::from_secs(2)), Timestamp(3_000));
        assert_eq!(other.now(), Timestamp(3_000));
        other.set(Timestamp(10));
        assert_eq!(clock.now(), Timestamp(10));
    }
}
