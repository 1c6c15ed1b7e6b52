use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use super::limits::{ExceededLimit, Stopwatch};

/// Ends a script that runs for too long: the engine asks it every few thousand operations.
#[derive(Debug)]
pub(crate) struct Watch {
    stopwatch: Stopwatch,
    state: Mutex<State>,
}

#[derive(Debug, Clone, Copy)]
struct State {
    deadline: Duration,
    limit: ExceededLimit,
    has_expired: bool,
}

impl Watch {
    pub(crate) fn new(stopwatch: Stopwatch) -> Self {
        let state = State {
            deadline: Duration::MAX,
            limit: ExceededLimit::Time(Duration::MAX),
            has_expired: false,
        };
        Self {
            stopwatch,
            state: Mutex::new(state),
        }
    }

    /// A script starts now. `limit` is what it has run into when the time is over.
    pub(crate) fn start(&self, time: Duration, limit: ExceededLimit) -> Duration {
        let now = self.stopwatch.read();
        *self.state() = State {
            deadline: now.saturating_add(time),
            limit,
            has_expired: false,
        };
        now
    }

    /// How long ago the start was.
    pub(crate) fn since(&self, started: Duration) -> Duration {
        self.stopwatch.read().saturating_sub(started)
    }

    pub(super) fn is_over(&self) -> bool {
        let now = self.stopwatch.read();
        let mut state = self.state();
        state.has_expired |= now >= state.deadline;
        state.has_expired
    }

    pub(super) fn expired(&self) -> Option<ExceededLimit> {
        let state = self.state();
        state.has_expired.then_some(state.limit)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
