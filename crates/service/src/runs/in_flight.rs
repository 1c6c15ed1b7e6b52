use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use super::{
    DueRun,
    drive::{Driven, Goes},
    places::Places,
};

/// The runs that this server goes on with at present.
#[derive(Debug, Default)]
pub(crate) struct RunsInFlight {
    places: Arc<Places>,
    /// Started runs that wait to be gone on with.
    handed: Mutex<Vec<Handed>>,
    stopping: AtomicBool,
}

/// A run that was started, and how it goes on.
#[derive(Debug)]
pub(crate) struct Handed {
    pub(super) driven: Driven,
    pub(super) goes: Goes,
}

impl RunsInFlight {
    pub(crate) fn places(&self) -> &Arc<Places> {
        &self.places
    }

    /// Leaves a run to whoever goes on with runs.
    pub(super) fn hand(&self, run: Handed) {
        let mut handed = self.handed.lock().unwrap_or_else(PoisonError::into_inner);
        handed.push(run);
    }

    /// Those that were handed over and have not been gone on with.
    pub(crate) fn take_handed_runs(&self) -> Vec<DueRun> {
        let handed = self.take_handed().into_iter();
        handed.map(|run| DueRun::Handed(Box::new(run))).collect()
    }

    fn take_handed(&self) -> Vec<Handed> {
        let mut handed = self.handed.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *handed)
    }

    /// From now on a run is given back to the database once what it does just now is written.
    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }
}
