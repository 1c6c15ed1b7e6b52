//! The fast lanes: one per destination, each with its own queue and its own limit. Pure data; the
//! [`Dispatcher`](super::Dispatcher) guards it with a lock and does what it says.

use std::collections::{HashMap, HashSet, VecDeque};

use winfactor_domain::{EventId, Timestamp};

use super::{
    Delivery, Destination,
    lane::{Chain, Lane, Limits},
};

/// Simultaneous tries to all destinations that keep failing together: a provider's outage, which
/// many of them share, leaves most of the slots to the others.
const MOST_FAILING: usize = 256;

#[derive(Debug, Default)]
pub(super) struct Lanes {
    lanes: HashMap<Destination, Lane>,
    /// Destinations that can start something, each at most once, in turn.
    turn: VecDeque<Destination>,
    /// The same, for those that keep failing. They come after the others.
    failing_turn: VecDeque<Destination>,
    failing_running: usize,
    /// Destinations that take only so many tries a second.
    paced: HashSet<Destination>,
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
            Some(lane) if lane.in_memory >= lane.capacity() || lane.backlog => Entrance::Full,
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
        if let Some(limits) = delivery.limits {
            self.set_limits(destination, limits);
        }
        let lane = self.lanes.entry(destination).or_default();
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
        if lane.in_memory > lane.capacity() / 2 {
            lane.backlog = true;
            return 0;
        }
        lane.followers = true;
        lane.capacity() - lane.in_memory
    }

    /// Notes what a claim left in the database.
    pub(super) fn end_claim(&mut self, destination: Destination, backlog: bool, followers: bool) {
        let lane = self.lanes.entry(destination).or_default();
        (lane.backlog, lane.followers) = (backlog, followers);
        self.forget_if_idle(destination);
    }

    /// How many tries a destination takes, as its settings say.
    pub(super) fn set_limits(&mut self, destination: Destination, limits: Limits) {
        if limits != Limits::default() || self.lanes.contains_key(&destination) {
            self.lanes
                .entry(destination)
                .or_default()
                .set_limits(limits);
        }
        match limits.per_second {
            Some(_) => self.paced.insert(destination),
            None => self.paced.remove(&destination),
        };
    }

    /// A second may have passed: lets those go on that had used up theirs.
    pub(super) fn refill(&mut self, now: Timestamp) {
        self.paced
            .retain(|destination| self.lanes.contains_key(destination));
        for destination in self.paced.clone() {
            if let Some(lane) = self.lanes.get_mut(&destination) {
                lane.refill(now);
            }
            self.take_turn(destination);
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
            lane.has_started();
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
        left.claim = lane.followers || lane.backlog && lane.in_memory <= lane.capacity() / 2;
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

#[cfg(test)]
#[path = "lanes_tests.rs"]
mod tests;
