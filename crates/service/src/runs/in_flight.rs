use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use winfactor_domain::FlowRunId;

use super::{
    DueRun,
    drive::{Driven, Goes},
    places::Places,
    scripts::Scripts,
};

/// The runs that this server goes on with at present.
#[derive(Debug, Default)]
pub(crate) struct RunsInFlight {
    places: Arc<Places>,
    /// Started runs that wait to be gone on with.
    handed: Mutex<Vec<Handed>>,
    begun: Arc<Mutex<HashSet<FlowRunId>>>,
    scripts: Scripts,
    stopping: AtomicBool,
}

/// A run that this server goes on with now. It is not taken from the database a second time, though
/// its lease seem to have ended: clocks can be set.
#[derive(Debug)]
pub(crate) struct Begun {
    begun: Arc<Mutex<HashSet<FlowRunId>>>,
    id: FlowRunId,
}

impl Drop for Begun {
    fn drop(&mut self) {
        lock(&self.begun).remove(&self.id);
    }
}

/// A run that was started, and how it goes on.
#[derive(Debug)]
pub(crate) struct Handed {
    pub(super) driven: Driven,
    pub(super) goes: Goes,
    /// Held until the run rests.
    pub(super) begun: Begun,
}

impl RunsInFlight {
    pub(crate) fn places(&self) -> &Arc<Places> {
        &self.places
    }

    pub(super) fn scripts(&self) -> &Scripts {
        &self.scripts
    }

    /// Notes that a run is gone on with; nothing when it is already.
    pub(super) fn begin(&self, id: FlowRunId) -> Option<Begun> {
        let is_new = lock(&self.begun).insert(id);
        is_new.then(|| Begun {
            begun: Arc::clone(&self.begun),
            id,
        })
    }

    /// Leaves a run to whoever goes on with runs.
    pub(super) fn hand(&self, run: Handed) {
        lock(&self.handed).push(run);
    }

    /// Those that were handed over and have not been gone on with.
    pub(crate) fn take_handed_runs(&self) -> Vec<DueRun> {
        let handed = self.take_handed().into_iter();
        handed.map(|run| DueRun::Handed(Box::new(run))).collect()
    }

    fn take_handed(&self) -> Vec<Handed> {
        std::mem::take(&mut *lock(&self.handed))
    }

    /// From now on a run is given back to the database once what it does just now is written.
    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }
}

/// Nothing panics while one of these is held; a poisoned lock still holds sound data.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
