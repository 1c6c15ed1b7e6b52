//! The fast lanes: one per destination, each with its own queue and its own limit. Pure data; the
//! [`Dispatcher`](super::Dispatcher) guards it with a lock and does what it says.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::Arc,
};

use winfactor_domain::{EventId, Timestamp};

use super::{Delivery, Destination};

/// How many deliveries a lane keeps in memory. More wait in the database. What is recorded with one
/// group commit sees the lane as it was before: it can get that much fuller.
pub(super) const CAPACITY: usize = 256;
/// Simultaneous tries to a destination whose settings are not known yet.
pub(super) const DEFAULT_LIMIT: usize = 16;
/// Simultaneous tries to a destination that has failed several times in a row: enough to notice
/// that it is back, too few to tie up anything.
const FAILING_LIMIT: usize = 2;
const FAILURES_IN_A_ROW: u32 = 5;
/// Simultaneous tries to all such destinations together: a provider's outage, which many of them
/// share, leaves most of the slots to the others.
const MOST_FAILING: usize = 256;

#[derive(Debug, Default)]
pub(super) struct Lanes {
    lanes: HashMap<Destination, Lane>,
    /// Destinations that can start something, each at most once, in turn.
    turn: VecDeque<Destination>,
    /// The same, for those that keep failing. They come after the others.
    failing_turn: VecDeque<Destination>,
    failing_running: usize,
}

#[derive(Debug)]
struct Lane {
    ready: VecDeque<Delivery>,
    /// Subjects on their way.
    subjects: HashMap<Arc<str>, Chain>,
    in_memory: usize,
    running: usize,
    /// Those of them that were started as tries of a failing destination.
    failing_running: usize,
    limit: usize,
    failures_in_a_row: u32,
    /// Until when the destination asked to be left alone.
    closed_until: Timestamp,
    /// Whether the database holds more for this destination than memory does.
    backlog: bool,
    /// Whether something in the database is due as soon as something here is finished.
    followers: bool,
    in_turn: bool,
}

/// The deliveries of one subject, one after the other.
#[derive(Debug)]
struct Chain {
    /// The one that is ready, or being tried, and how often it was tried before.
    head: (EventId, u32),
    waiting: VecDeque<Delivery>,
}

/// Whether a lane takes another delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entrance {
    Open,
    /// It is full, or older ones wait in the database.
    Full,
    /// The destination asked to be left alone until then.
    Closed(Timestamp),
}

/// What an outcome means for a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// The next of its subject may go.
    Finished,
    /// It waits in the database until then, and so do those that follow it.
    Waits(Timestamp),
}

/// What is to be done after a delivery left its lane.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// Deliveries whose leases go back to the database.
    pub give_back: Vec<Delivery>,
    /// Whether the database should be asked for more.
    pub claim: bool,
}

impl Lanes {
    /// Whether a lane takes what is recorded now.
    pub(super) fn entrance(&self, destination: Destination, now: Timestamp) -> Entrance {
        match self.lanes.get(&destination) {
            Some(lane) if lane.closed_until > now => Entrance::Closed(lane.closed_until),
            Some(lane) if lane.in_memory >= CAPACITY || lane.backlog => Entrance::Full,
            _ => Entrance::Open,
        }
    }

    /// Whether an event is the last of its subject on its way through the lane.
    pub(super) fn is_last(&self, destination: Destination, subject: &str, event: EventId) -> bool {
        let lane = self.lanes.get(&destination);
        let chain = lane.and_then(|lane| lane.subjects.get(subject));
        chain.is_some_and(|chain| chain.last() == event)
    }

    /// Takes a delivery in, or gives it back when what it follows is not there (any more): only the
    /// database then knows whether it may go.
    pub(super) fn push(&mut self, delivery: Delivery) -> Option<Delivery> {
        let destination = delivery.destination;
        let lane = self.lanes.entry(destination).or_default();
        if let Some(limit) = delivery.max_in_flight {
            lane.limit = (limit as usize).max(1);
        }
        match lane.subjects.get_mut(&delivery.subject) {
            Some(chain) if chain.has(&delivery) => {
                // Claimed anew because its lease had ended: it is here already.
                return None;
            }
            Some(chain) if delivery.follows.is_none_or(|event| event == chain.last()) => {
                chain.waiting.push_back(delivery);
            }
            None if delivery.follows.is_none() => {
                let chain = Chain::of(&delivery);
                lane.subjects.insert(delivery.subject.clone(), chain);
                lane.ready.push_back(delivery);
            }
            _ => {
                lane.backlog = true;
                return Some(delivery);
            }
        }
        lane.in_memory += 1;
        self.take_turn(destination);
        None
    }

    /// Notes that the database holds more for a destination.
    pub(super) fn has_backlog(&mut self, destination: Destination) {
        self.lanes.entry(destination).or_default().backlog = true;
    }

    /// Notes which destinations have something due in the database: the others have no backlog.
    pub(super) fn only_due(&mut self, due: &HashSet<Destination>) {
        for (destination, lane) in &mut self.lanes {
            if !due.contains(destination) {
                (lane.backlog, lane.followers) = (false, false);
            }
        }
        self.lanes.retain(|_, lane| !lane.is_forgettable());
    }

    /// How many deliveries a claim may fetch: none before half of the lane is done, since a few at
    /// a time are not worth a transaction. Until [`Lanes::end_claim`] whatever is finished asks for
    /// another claim: this one may have come too early for what follows.
    pub(super) fn begin_claim(&mut self, destination: Destination) -> usize {
        let lane = self.lanes.entry(destination).or_default();
        if lane.in_memory > CAPACITY / 2 {
            lane.backlog = true;
            return 0;
        }
        lane.followers = true;
        CAPACITY - lane.in_memory
    }

    /// Notes what a claim left in the database.
    pub(super) fn end_claim(&mut self, destination: Destination, backlog: bool, followers: bool) {
        let lane = self.lanes.entry(destination).or_default();
        (lane.backlog, lane.followers) = (backlog, followers);
        self.forget_if_idle(destination);
    }

    /// How many tries a destination takes at once, as its settings say.
    pub(super) fn set_limit(&mut self, destination: Destination, limit: usize) {
        if limit != DEFAULT_LIMIT || self.lanes.contains_key(&destination) {
            self.lanes.entry(destination).or_default().limit = limit.max(1);
        }
    }

    /// A destination's settings or state changed: what it did before says nothing any more.
    pub(super) fn changed(&mut self, destination: Destination) {
        if let Some(lane) = self.lanes.get_mut(&destination) {
            (lane.closed_until, lane.failures_in_a_row) = (Timestamp(0), 0);
            if lane.in_memory == 0 && lane.running == 0 && !lane.backlog {
                self.lanes.remove(&destination);
            } else {
                self.take_turn(destination);
            }
        }
    }

    /// Whether there may be a delivery to try.
    pub(super) fn can_start(&self) -> bool {
        let failing = !self.failing_turn.is_empty() && self.failing_running < MOST_FAILING;
        failing || !self.turn.is_empty()
    }

    /// The next delivery to try; each lane in turn.
    pub(super) fn next(&mut self) -> Option<Delivery> {
        while self.can_start() {
            let well = self.turn.pop_front();
            let destination = match well {
                Some(destination) => destination,
                None => self.failing_turn.pop_front()?,
            };
            let Some(lane) = self.lanes.get_mut(&destination) else {
                continue;
            };
            lane.in_turn = false;
            if lane.can_start() && well.is_some() == lane.is_failing() {
                // It changed sides while it waited.
                self.take_turn(destination);
                continue;
            }
            if !lane.can_start() {
                continue;
            }
            let delivery = lane.ready.pop_front();
            lane.running += 1;
            if lane.is_failing() {
                lane.failing_running += 1;
                self.failing_running += 1;
            }
            self.take_turn(destination);
            return delivery;
        }
        None
    }

    /// A try has ended and its slot is free again. `accepted` says how the destination answered, if
    /// it was asked.
    pub(super) fn answered(&mut self, destination: Destination, accepted: Option<bool>) {
        if let Some(lane) = self.lanes.get_mut(&destination) {
            lane.running = lane.running.saturating_sub(1);
            if lane.failing_running > 0 {
                lane.failing_running -= 1;
                self.failing_running -= 1;
            }
            lane.failures_in_a_row = match accepted {
                Some(true) => 0,
                Some(false) => lane.failures_in_a_row.saturating_add(1),
                None => lane.failures_in_a_row,
            };
            self.take_turn(destination);
        }
    }

    /// A delivery's outcome is in the database. When it is finished, the next of its subject may
    /// go; when it stays, those that wait for it go back to the database.
    pub(super) fn settled(&mut self, delivery: &Delivery, settled: Settled) -> Left {
        let destination = delivery.destination;
        let Some(lane) = self.lanes.get_mut(&destination) else {
            return Left::default();
        };
        lane.in_memory = lane.in_memory.saturating_sub(1);
        let mut left = Left::default();
        if let Some(chain) = lane.subjects.get_mut(&delivery.subject) {
            match settled {
                Settled::Finished => match chain.waiting.pop_front() {
                    Some(next) => {
                        chain.head = (next.event, next.attempts);
                        lane.ready.push_back(next);
                    }
                    None => drop(lane.subjects.remove(&delivery.subject)),
                },
                Settled::Waits(_) => {
                    left.give_back = std::mem::take(&mut chain.waiting).into();
                    lane.in_memory -= left.give_back.len();
                    lane.subjects.remove(&delivery.subject);
                }
            }
        }
        left.claim = lane.followers || lane.backlog && lane.in_memory <= CAPACITY / 2;
        self.take_turn(destination);
        self.forget_if_idle(destination);
        left
    }

    /// Closes a lane until a moment: what has not started goes back to the database.
    pub(super) fn close(&mut self, destination: Destination, until: Timestamp) -> Vec<Delivery> {
        let lane = self.lanes.entry(destination).or_default();
        lane.closed_until = lane.closed_until.max(until);
        let mut back: Vec<Delivery> = Vec::new();
        for delivery in lane.ready.drain(..) {
            if let Some(chain) = lane.subjects.remove(&delivery.subject) {
                back.push(delivery);
                back.extend(chain.waiting);
            }
        }
        for chain in lane.subjects.values_mut() {
            back.extend(chain.waiting.drain(..));
        }
        lane.in_memory -= back.len();
        self.forget_if_idle(destination);
        back
    }

    /// Empties every lane of what has not started: the server is about to stop, or owns nothing any
    /// more.
    pub(super) fn drain(&mut self) -> Vec<Delivery> {
        let destinations: Vec<_> = self.lanes.keys().copied().collect();
        let all = destinations.into_iter();
        all.flat_map(|destination| self.close(destination, Timestamp(0)))
            .collect()
    }

    fn take_turn(&mut self, destination: Destination) {
        if let Some(lane) = self.lanes.get_mut(&destination)
            && !lane.in_turn
            && lane.can_start()
        {
            lane.in_turn = true;
            match lane.is_failing() {
                true => self.failing_turn.push_back(destination),
                false => self.turn.push_back(destination),
            }
        }
    }

    /// A lane with nothing to remember costs nothing.
    fn forget_if_idle(&mut self, destination: Destination) {
        let lane = self.lanes.get(&destination);
        if lane.is_some_and(Lane::is_forgettable) {
            self.lanes.remove(&destination);
        }
    }
}

impl Lane {
    fn can_start(&self) -> bool {
        let limit = match self.is_failing() {
            true => self.limit.min(FAILING_LIMIT),
            false => self.limit,
        };
        !self.ready.is_empty() && self.running < limit
    }

    fn is_failing(&self) -> bool {
        self.failures_in_a_row >= FAILURES_IN_A_ROW
    }

    fn is_forgettable(&self) -> bool {
        self.in_memory == 0
            && self.running == 0
            && !self.backlog
            && !self.followers
            && self.failures_in_a_row == 0
            && self.closed_until == Timestamp(0)
            && self.limit == DEFAULT_LIMIT
    }
}

impl Chain {
    fn of(head: &Delivery) -> Self {
        Chain {
            head: (head.event, head.attempts),
            waiting: VecDeque::new(),
        }
    }

    fn last(&self) -> EventId {
        self.waiting.back().map_or(self.head.0, |last| last.event)
    }

    fn has(&self, delivery: &Delivery) -> bool {
        let one = (delivery.event, delivery.attempts);
        let mut waiting = self.waiting.iter();
        self.head == one || waiting.any(|other| (other.event, other.attempts) == one)
    }
}

impl Default for Lane {
    fn default() -> Self {
        Lane {
            ready: VecDeque::new(),
            subjects: HashMap::new(),
            in_memory: 0,
            running: 0,
            failing_running: 0,
            limit: DEFAULT_LIMIT,
            failures_in_a_row: 0,
            closed_until: Timestamp(0),
            backlog: false,
            followers: false,
            in_turn: false,
        }
    }
}

#[cfg(test)]
#[path = "lanes_tests.rs"]
mod tests;
