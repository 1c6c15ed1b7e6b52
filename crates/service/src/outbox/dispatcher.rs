use std::{
    collections::{HashMap, HashSet},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use tokio::sync::Notify;
use winfactor_domain::{EventId, NodeId, Timestamp};

use super::{
    Delivery, Destination, Limits,
    endpoint::Endpoints,
    lanes::{Entrance, Lanes, Settled},
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
    /// When this server began to deliver, in milliseconds.
    started_at: AtomicI64,
    /// When this server last said that it is alive, in milliseconds; none before it did.
    beaten_at: AtomicI64,
    lanes: Mutex<Lanes>,
    /// What this server owns and will not try: it goes back to the database until the moment beside
    /// it.
    returned: Mutex<Vec<(Delivery, Timestamp)>>,
    /// The last sign of life of every server, and when this one first saw it.
    signs_of_life: Mutex<HashMap<NodeId, (Timestamp, Timestamp)>>,
    endpoints: Endpoints,
    /// Something can be tried.
    ready: Notify,
    /// Something in the database may be due.
    due: Notify,
    /// What waits for an endpoint may not be as its state says.
    unaligned: Notify,
    /// A flow's run may be due.
    runs_due: Notify,
}

const NEVER: i64 = i64::MIN;

impl Dispatcher {
    pub(crate) fn new(node: NodeId) -> Self {
        Dispatcher {
            node,
            delivers: AtomicBool::new(false),
            started_at: AtomicI64::new(0),
            beaten_at: AtomicI64::new(NEVER),
            lanes: Mutex::default(),
            returned: Mutex::default(),
            signs_of_life: Mutex::default(),
            endpoints: Endpoints::default(),
            ready: Notify::new(),
            due: Notify::new(),
            unaligned: Notify::new(),
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

    pub(super) fn started_at(&self) -> Timestamp {
        Timestamp(self.started_at.load(Ordering::Acquire))
    }

    pub(super) fn set_started_at(&self, at: Timestamp) {
        self.started_at.store(at.0, Ordering::Release);
    }

    /// Notes that the database knows of this server's life; returns whether it did before.
    pub(super) fn beaten(&self, at: Option<Timestamp>) -> bool {
        let at = at.map_or(NEVER, |at| at.0);
        self.beaten_at.swap(at, Ordering::AcqRel) != NEVER
    }

    /// When this server last said that it is alive.
    pub(super) fn beaten_at(&self) -> Timestamp {
        Timestamp(self.beaten_at.load(Ordering::Acquire))
    }

    pub(super) fn signs_of_life(&self) -> MutexGuard<'_, HashMap<NodeId, (Timestamp, Timestamp)>> {
        lock(&self.signs_of_life)
    }

    pub(crate) fn endpoints(&self) -> &Endpoints {
        &self.endpoints
    }

    /// Whether what is recorded now goes into this server's lane.
    pub(super) fn entrance(&self, destination: Destination, now: Timestamp) -> Entrance {
        match self.delivers() {
            true => self.lanes().entrance(destination, now),
            false => Entrance::Full,
        }
    }

    pub(super) fn is_last(&self, destination: Destination, subject: &str, event: EventId) -> bool {
        self.lanes().is_last(destination, subject, event)
    }

    /// After a commit: takes the deliveries into their lanes and wakes whoever is concerned.
    pub(crate) fn committed(&self, after: AfterCommit) {
        for destination in &after.changed {
            self.changed(*destination);
        }
        if after.unaligned {
            self.unaligned.notify_one();
        }
        if after.runs_due {
            self.wake_runs();
        }
        if !self.delivers() {
            // Recorded just before the worker stopped.
            self.give_back(after.deliveries, Timestamp(0));
            return;
        }
        let wake_claim = after.any_waiting || !after.waiting.is_empty();
        if !after.waiting.is_empty() {
            let mut lanes = self.lanes();
            for destination in after.waiting {
                lanes.has_backlog(destination);
            }
        }
        if wake_claim {
            self.due.notify_one();
        }
        if !after.deliveries.is_empty() {
            self.take_in(after.deliveries);
        }
    }

    /// Forgets what is known of a destination whose settings or state changed.
    pub(crate) fn changed(&self, destination: Destination) {
        self.endpoints.forget(destination);
        let mut lanes = self.lanes();
        lanes.changed(destination);
        self.start(lanes);
        self.due.notify_one();
    }

    /// Takes deliveries into their lanes; those that have no place there go back to the database.
    pub(super) fn take_in(&self, deliveries: Vec<Delivery>) {
        let mut lanes = self.lanes();
        let back = deliveries.into_iter().filter_map(|one| lanes.push(one));
        let back: Vec<_> = back.collect();
        self.start(lanes);
        self.give_back(back, Timestamp(0));
    }

    /// Notes deliveries whose leases go back to the database, where they wait until `due_at`.
    pub(super) fn give_back(&self, back: Vec<Delivery>, due_at: Timestamp) {
        if !back.is_empty() {
            let back = back.into_iter().map(|one| (one, due_at));
            lock(&self.returned).extend(back);
            self.due.notify_one();
        }
    }

    /// What is to be given back.
    pub(super) fn returned(&self) -> Vec<(Delivery, Timestamp)> {
        std::mem::take(&mut *lock(&self.returned))
    }

    /// Keeps what could not be given back, for another attempt.
    pub(super) fn keep_returned(&self, back: Vec<(Delivery, Timestamp)>) {
        lock(&self.returned).extend(back);
    }

    pub(super) fn only_due(&self, due: &HashSet<Destination>) {
        self.lanes().only_due(due);
    }

    pub(super) fn begin_claim(&self, destination: Destination) -> usize {
        self.lanes().begin_claim(destination)
    }

    pub(super) fn end_claim(&self, destination: Destination, backlog: bool, followers: bool) {
        self.lanes().end_claim(destination, backlog, followers);
    }

    pub(super) fn set_limits(&self, destination: Destination, limits: Limits) {
        self.lanes().set_limits(destination, limits);
    }

    /// Lets destinations go on that took only so many tries a second.
    pub(super) fn refill(&self, now: Timestamp) {
        let mut lanes = self.lanes();
        lanes.refill(now);
        self.start(lanes);
    }

    pub(super) fn next(&self) -> Option<Delivery> {
        self.lanes().next()
    }

    pub(super) fn answered(&self, destination: Destination, accepted: Option<bool>) {
        let mut lanes = self.lanes();
        lanes.answered(destination, accepted);
        self.start(lanes);
    }

    /// Tells the lanes what became of deliveries, once that is durable.
    pub(super) fn settled<'d>(&self, outcomes: impl Iterator<Item = (&'d Delivery, Settled)>) {
        let mut back = Vec::new();
        let mut claim = false;
        let mut lanes = self.lanes();
        for (delivery, settled) in outcomes {
            let left = lanes.settled(delivery, settled);
            claim |= left.claim;
            if let Settled::Waits(until) = settled {
                back.extend(left.give_back.into_iter().map(|one| (one, until)));
            }
        }
        self.start(lanes);
        if !back.is_empty() {
            lock(&self.returned).extend(back);
            claim = true;
        }
        if claim {
            self.due.notify_one();
        }
    }

    /// Leaves a destination alone until a moment.
    pub(super) fn close(&self, destination: Destination, until: Timestamp) {
        let back = self.lanes().close(destination, until);
        self.give_back(back, until);
    }

    /// Gives back all that has not started.
    pub(super) fn drain(&self) {
        let back = self.lanes().drain();
        self.give_back(back, Timestamp(0));
    }

    /// Forgets all that is in memory: the database says what is to be done.
    pub(super) fn clear(&self) {
        *self.lanes() = Lanes::default();
    }

    pub(super) async fn until_ready(&self) {
        self.ready.notified().await;
    }

    pub(super) async fn until_due(&self) {
        self.due.notified().await;
    }

    pub(super) async fn until_unaligned(&self) {
        self.unaligned.notified().await;
    }

    pub(super) async fn until_runs_due(&self) {
        self.runs_due.notified().await;
    }

    /// Says that a flow's run may be due.
    pub(crate) fn wake_runs(&self) {
        self.runs_due.notify_one();
    }

    /// Wakes whoever starts tries, if there is one to start.
    fn start(&self, lanes: MutexGuard<'_, Lanes>) {
        let can_start = lanes.can_start();
        drop(lanes);
        if can_start {
            self.ready.notify_one();
        }
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        lock(&self.lanes)
    }
}

/// Nothing panics half-way while one of these is held; a poisoned lock still holds sound data.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
