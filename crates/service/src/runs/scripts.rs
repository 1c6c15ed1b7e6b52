//! Whose turn it is to run scripts.
//!
//! A script can keep a processor busy for as long as its limits allow. So a few run at once, beside
//! which the server's other work goes on, and of each flow one at a time: runs of a flow with an
//! endless loop wait for each other, and those of other flows come between them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{Mutex as Queue, OwnedMutexGuard, Semaphore, SemaphorePermit};
use winfactor_domain::FlowId;
use winfactor_flows::CompiledFlow;

use crate::{Result, Service, ServiceError};

/// Scripts that run at once.
const AT_ONCE: usize = 2;

/// Flows whose queues are remembered before those that nobody stands in are forgotten.
const MOST_QUEUES: usize = 1_000;

/// Goes on with a run of the flow; apart from the server's own tasks and in the flow's turn, if that
/// may take long.
pub(crate) async fn apart<T: Send + 'static>(
    service: &Service,
    flow: FlowId,
    version: &CompiledFlow,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    if !version.needs_javascript() {
        return Ok(work());
    }
    let _turn = service.flow_runs().scripts().turn(flow).await;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| ServiceError::internal("a part of a run broke off", error))
}

#[derive(Debug)]
pub(super) struct Scripts {
    at_once: Semaphore,
    queues: Mutex<HashMap<FlowId, Arc<Queue<()>>>>,
}

/// A turn; it is over when this is dropped.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    _of_all: Option<SemaphorePermit<'a>>,
    _of_flow: OwnedMutexGuard<()>,
}

impl Default for Scripts {
    fn default() -> Self {
        Scripts {
            at_once: Semaphore::new(AT_ONCE),
            queues: Mutex::default(),
        }
    }
}

impl Scripts {
    /// Waits for the turn of a run of this flow.
    pub(super) async fn turn(&self, flow: FlowId) -> Turn<'_> {
        let of_flow = self.queue(flow).lock_owned().await;
        // It is never closed.
        let of_all = self.at_once.acquire().await.ok();
        Turn {
            _of_all: of_all,
            _of_flow: of_flow,
        }
    }

    fn queue(&self, flow: FlowId) -> Arc<Queue<()>> {
        // Nothing panics while the lock is held, so what is inside is sound.
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        if queues.len() >= MOST_QUEUES {
            queues.retain(|_, queue| Arc::strong_count(queue) > 1);
        }
        Arc::clone(queues.entry(flow).or_default())
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use winfactor_domain::Timestamp;

    use super::*;

    #[derive(Debug)]
    struct Counting(std::sync::atomic::AtomicU8);

    impl winfactor_domain::Rng for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        }
    }

    #[test]
    fn a_flow_has_one_turn_at_a_time_and_leaves_room_for_others() {
        let rng = Counting(0.into());
        let [endless, well, third] = [(); 3].map(|()| FlowId::new(Timestamp(0), &rng));
        let scripts = Scripts::default();
        let turn_of = |flow| scripts.turn(flow).now_or_never();

        let first = turn_of(endless);
        assert!(first.is_some());
        assert!(turn_of(endless).is_none(), "a second turn of the same flow");
        let other = turn_of(well);
        assert!(other.is_some(), "another flow waits for the first");
        assert!(turn_of(third).is_none(), "more scripts than at once");
        drop(other);
        assert!(turn_of(third).is_some(), "the turn was not given back");
        drop(first);
        assert!(turn_of(endless).is_some());
    }
}
