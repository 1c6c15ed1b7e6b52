//! The fast lanes: one per destination, each with its own queue and its own limit. Pure data; the
//! [`Dispatcher`](super::Dispatcher) guards it with a lock and does what it says.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use winfactor_domain::Timestamp;

use super::{Delivery, Destination};

/// How many deliveries a lane keeps in memory. More wait in the database.
pub(super) const CAPACITY: usize = 256;
/// Simultaneous tries to a destination whose settings are not known yet.
pub(super) const DEFAULT_LIMIT: usize = 16;
/// Simultaneous tries to a destination that has failed several times in a row: enough to notice
/// that it is back, too few to tie up anything.
const FAILING_LIMIT: usize = 2;
const FAILURES_IN_A_ROW: u32 = 5;

#[derive(Debug, Default)]
pub(super) struct Lanes {
    lanes: HashMap<Destination, Lane>,
    /// Destinations that can start something, each at most once, in turn.
    turn: VecDeque<Destination>,
}

#[derive(Debug)]
struct Lane {
    ready: VecDeque<Delivery>,
    /// Subjects on their way, each with the deliveries that wait for it.
    subjects: HashMap<Arc<str>, VecDeque<Delivery>>,
    in_memory: usize,
    running: usize,
    limit: usize,
    failures_in_a_row: u32,
    /// Until when the destination asked to be left alone.
    closed_until: Timestamp,
    /// Whether the database holds more for this destination than memory does.
    backlog: bool,
    in_turn: bool,
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
    /// Whether a lane takes another delivery.
    pub(super) fn has_room(&self, destination: Destination) -> bool {
        let fits = |lane: &Lane| lane.in_memory < CAPACITY && !lane.backlog;
        self.lanes.get(&destination).is_none_or(fits)
    }

    /// How many deliveries a claim may fetch.
    pub(super) fn room(&self, destination: Destination) -> usize {
        let taken = |lane: &Lane| lane.in_memory;
        CAPACITY - self.lanes.get(&destination).map_or(0, taken).min(CAPACITY)
    }

    /// Until when a destination asked to be left alone.
    pub(super) fn closed_until(&self, destination: Destination) -> Timestamp {
        let until = |lane: &Lane| lane.closed_until;
        self.lanes.get(&destination).map_or(Timestamp(0), until)
    }

    /// Whether an event of that subject is on its way through the lane.
    pub(super) fn is_on_its_way(&self, destination: Destination, subject: &str) -> bool {
        let has = |lane: &Lane| lane.subjects.contains_key(subject);
        self.lanes.get(&destination).is_some_and(has)
    }

    /// Takes a delivery in, or gives it back when what it follows has left the lane meanwhile: only
    /// the database then knows whether it may go.
    pub(super) fn push(&mut self, delivery: Delivery) -> Option<Delivery> {
        let destination = delivery.destination;
        let lane = self.lanes.entry(destination).or_default();
        match lane.subjects.get_mut(&delivery.subject) {
            Some(waiting) => waiting.push_back(delivery),
            None if delivery.follows => {
                lane.backlog = true;
                return Some(delivery);
            }
            None => {
                lane.subjects
                    .insert(delivery.subject.clone(), VecDeque::new());
                lane.ready.push_back(delivery);
            }
        }
        lane.in_memory += 1;
        self.take_turn(destination);
        None
    }

    /// Notes that the database holds more for a destination.
    pub(super) fn set_backlog(&mut self, destination: Destination, backlog: bool) {
        let lane = self.lanes.entry(destination).or_default();
        lane.backlog = backlog;
        self.forget_if_idle(destination);
    }

    /// How many tries a destination takes at once, as its settings say.
    pub(super) fn set_limit(&mut self, destination: Destination, limit: usize) {
        if let Some(lane) = self.lanes.get_mut(&destination) {
            lane.limit = limit.max(1);
        }
    }

    /// The next delivery to try; each lane in turn.
    pub(super) fn next(&mut self) -> Option<Delivery> {
        while let Some(destination) = self.turn.pop_front() {
            let Some(lane) = self.lanes.get_mut(&destination) else {
                continue;
            };
            lane.in_turn = false;
            if !lane.can_start() {
                continue;
            }
            let delivery = lane.ready.pop_front();
            lane.running += 1;
            self.take_turn(destination);
            return delivery;
        }
        None
    }

    /// The destination answered (or did not): its slot is free again.
    pub(super) fn answered(&mut self, destination: Destination, accepted: bool) {
        if let Some(lane) = self.lanes.get_mut(&destination) {
            lane.running = lane.running.saturating_sub(1);
            lane.failures_in_a_row = match accepted {
                true => 0,
                false => lane.failures_in_a_row.saturating_add(1),
            };
            self.take_turn(destination);
        }
    }

    /// A delivery's outcome is in the database. When it is finished, the next of its subject may
    /// go; when it stays, those that wait for it go back to the database.
    pub(super) fn settled(&mut self, delivery: &Delivery, finished: bool) -> Left {
        let destination = delivery.destination;
        let Some(lane) = self.lanes.get_mut(&destination) else {
            return Left::default();
        };
        lane.in_memory = lane.in_memory.saturating_sub(1);
        let mut left = Left::default();
        if let Some(mut waiting) = lane.subjects.remove(&delivery.subject) {
            if !finished {
                lane.in_memory -= waiting.len();
                left.give_back = waiting.into();
            } else if let Some(next) = waiting.pop_front() {
                lane.subjects.insert(delivery.subject.clone(), waiting);
                lane.ready.push_back(next);
            }
        }
        left.claim = lane.backlog && lane.in_memory <= CAPACITY / 2;
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
            if let Some(waiting) = lane.subjects.remove(&delivery.subject) {
                back.push(delivery);
                back.extend(waiting);
            }
        }
        for waiting in lane.subjects.values_mut() {
            back.extend(waiting.drain(..));
        }
        lane.in_memory -= back.len();
        self.forget_if_idle(destination);
        back
    }

    /// Empties every lane of what has not started: the server is about to stop.
    pub(super) fn drain(&mut self) -> Vec<Delivery> {
        let destinations: Vec<_> = self.lanes.keys().copied().collect();
        let all = destinations.into_iter();
        all.flat_map(|destination| self.close(destination, Timestamp(0)))
            .collect()
    }

    /// Whether anything is on its way.
    pub(super) fn is_idle(&self) -> bool {
        self.lanes.values().all(|lane| lane.in_memory == 0)
    }

    fn take_turn(&mut self, destination: Destination) {
        if let Some(lane) = self.lanes.get_mut(&destination)
            && !lane.in_turn
            && lane.can_start()
        {
            lane.in_turn = true;
            self.turn.push_back(destination);
        }
    }

    /// A lane with nothing to remember costs nothing.
    fn forget_if_idle(&mut self, destination: Destination) {
        let idle = |lane: &Lane| {
            lane.in_memory == 0
                && lane.running == 0
                && !lane.backlog
                && lane.failures_in_a_row == 0
                && lane.closed_until == Timestamp(0)
                && lane.limit == DEFAULT_LIMIT
        };
        if self.lanes.get(&destination).is_some_and(idle) {
            self.lanes.remove(&destination);
        }
    }
}

impl Lane {
    fn can_start(&self) -> bool {
        let limit = if self.failures_in_a_row < FAILURES_IN_A_ROW {
            self.limit
        } else {
            self.limit.min(FAILING_LIMIT)
        };
        !self.ready.is_empty() && self.running < limit
    }
}

impl Default for Lane {
    fn default() -> Self {
        Lane {
            ready: VecDeque::new(),
            subjects: HashMap::new(),
            in_memory: 0,
            running: 0,
            limit: DEFAULT_LIMIT,
            failures_in_a_row: 0,
            closed_until: Timestamp(0),
            backlog: false,
            in_turn: false,
        }
    }
}

#[cfg(test)]
#[path = "lanes_tests.rs"]
mod tests;
