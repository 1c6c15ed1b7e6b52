use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use tokio::sync::Notify;
use winfactor_domain::{NodeId, Timestamp};

use super::{
    Delivery, Destination,
    endpoint::Endpoints,
    lanes::{Lanes, Left},
};
use crate::work::AfterCommit;

/// This server's share of the outbox in memory: the [lanes](super::lanes), and who to wake.
///
/// On a server that only answers requests (`--no-worker`) nothing is taken into memory; everything
/// waits in the database for the servers that deliver.
#[derive(Debug)]
pub struct Dispatcher {
    node: NodeId,
    delivers: AtomicBool,
    lanes: Mutex<Lanes>,
    endpoints: Endpoints,
    /// Something can be tried.
    ready: Notify,
    /// Something in the database may be due.
    due: Notify,
    /// A flow's run may be due.
    runs_due: Notify,
}

impl Dispatcher {
    pub(crate) fn new(node: NodeId) -> Self {
        Dispatcher {
            node,
            delivers: AtomicBool::new(false),
            lanes: Mutex::default(),
            endpoints: Endpoints::default(),
            ready: Notify::new(),
            due: Notify::new(),
            runs_due: Notify::new(),
        }
    }

    /// Who this server is, as the owner of leases.
    pub fn node(&self) -> NodeId {
        self.node
    }

    /// Whether this server tries deliveries itself.
    pub(super) fn set_delivers(&self, delivers: bool) {
        self.delivers.store(delivers, Ordering::Release);
    }

    pub(crate) fn delivers(&self) -> bool {
        self.delivers.load(Ordering::Acquire)
    }

    pub(super) fn endpoints(&self) -> &Endpoints {
        &self.endpoints
    }

    pub(super) fn has_room(&self, destination: Destination) -> bool {
        self.delivers() && self.lanes().has_room(destination)
    }

    pub(super) fn room(&self, destination: Destination) -> usize {
        self.lanes().room(destination)
    }

    pub(super) fn closed_until(&self, destination: Destination) -> Timestamp {
        self.lanes().closed_until(destination)
    }

    pub(super) fn is_on_its_way(&self, destination: Destination, subject: &str) -> bool {
        self.lanes().is_on_its_way(destination, subject)
    }

    /// After a commit: takes the deliveries into their lanes and wakes whoever is concerned.
    pub(crate) fn committed(&self, after: AfterCommit) {
        for destination in &after.changed {
            self.endpoints.forget(*destination);
        }
        if !self.delivers() {
            return;
        }
        let mut wake_claim = !after.waiting.is_empty();
        if !after.waiting.is_empty() || !after.deliveries.is_empty() {
            let mut lanes = self.lanes();
            for destination in after.waiting {
                lanes.set_backlog(destination, true);
            }
            for delivery in after.deliveries {
                // One that comes back stays leased until its lease ends; claiming finds it then.
                wake_claim |= lanes.push(delivery).is_some();
            }
        }
        self.ready.notify_one();
        if wake_claim {
            self.due.notify_one();
        }
        if after.runs_due {
            self.wake_runs();
        }
    }

    /// Takes claimed deliveries in; returns those that must be given back.
    pub(super) fn take_in(
        &self,
        claimed: Vec<Delivery>,
        more: Option<Destination>,
    ) -> Vec<Delivery> {
        let mut lanes = self.lanes();
        if let Some(destination) = more {
            lanes.set_backlog(destination, true);
        }
        let back = claimed.into_iter().filter_map(|one| lanes.push(one));
        let back = back.collect();
        drop(lanes);
        self.ready.notify_one();
        back
    }

    pub(super) fn set_backlog(&self, destination: Destination, backlog: bool) {
        self.lanes().set_backlog(destination, backlog);
    }

    pub(super) fn set_limit(&self, destination: Destination, limit: usize) {
        self.lanes().set_limit(destination, limit);
    }

    pub(super) fn next(&self) -> Option<Delivery> {
        self.lanes().next()
    }

    pub(super) fn answered(&self, destination: Destination, accepted: bool) {
        self.lanes().answered(destination, accepted);
        self.ready.notify_one();
    }

    pub(super) fn settled(&self, delivery: &Delivery, finished: bool) -> Left {
        let left = self.lanes().settled(delivery, finished);
        self.ready.notify_one();
        if left.claim {
            self.due.notify_one();
        }
        left
    }

    pub(super) fn close(&self, destination: Destination, until: Timestamp) -> Vec<Delivery> {
        self.lanes().close(destination, until)
    }

    pub(super) fn drain(&self) -> Vec<Delivery> {
        self.lanes().drain()
    }

    pub(super) fn is_idle(&self) -> bool {
        self.lanes().is_idle()
    }

    pub(super) async fn until_ready(&self) {
        self.ready.notified().await;
    }

    pub(super) async fn until_due(&self) {
        self.due.notified().await;
    }

    pub(super) async fn until_runs_due(&self) {
        self.runs_due.notified().await;
    }

    /// Says that a flow's run may be due.
    pub(super) fn wake_runs(&self) {
        self.runs_due.notify_one();
    }

    /// Says that something in the database may be due.
    pub(crate) fn wake(&self) {
        self.due.notify_one();
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        // No operation on the lanes panics half-way; a poisoned lock still holds sound data.
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
