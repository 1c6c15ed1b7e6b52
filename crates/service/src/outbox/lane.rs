use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use winfactor_domain::{EventId, Timestamp};

use super::Delivery;

/// How many deliveries a lane keeps in memory. More wait in the database. What is recorded with one
/// group commit sees the lane as it was before: it can get that much fuller.
pub(super) const CAPACITY: usize = 256;
/// Simultaneous tries to a destination whose settings are not known yet.
pub(super) const DEFAULT_LIMIT: usize = 16;
/// Simultaneous tries to a destination that has failed several times in a row: enough to notice
/// that it is back, too few to tie up anything.
pub(super) const FAILING_LIMIT: usize = 2;
pub(super) const FAILURES_IN_A_ROW: u32 = 5;
/// Of a destination that takes only so many tries a second, what goes out within these seconds is
/// kept in memory: a lease is longer.
const SECONDS_KEPT: usize = 15;

/// How many tries a destination takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// At once.
    pub in_flight: usize,
    pub per_second: Option<u32>,
}

impl Default for Limits {
    /// Of a destination whose settings are not known yet.
    fn default() -> Self {
        Limits::at_once(DEFAULT_LIMIT)
    }
}

impl Limits {
    pub(crate) fn at_once(in_flight: usize) -> Self {
        Limits {
            in_flight,
            per_second: None,
        }
    }

    pub(crate) fn of(in_flight: u32, per_second: Option<u32>) -> Self {
        Limits {
            in_flight: (in_flight as usize).max(1),
            per_second,
        }
    }
}

#[derive(Debug)]
pub(super) struct Lane {
    pub(super) ready: VecDeque<Delivery>,
    /// Subjects on their way.
    pub(super) subjects: HashMap<Arc<str>, Chain>,
    pub(super) in_memory: usize,
    pub(super) running: usize,
    /// Those of them that were started as tries of a failing destination.
    pub(super) failing_running: usize,
    limits: Limits,
    /// Tries that may still start before the next second, where they are limited.
    left: u32,
    /// When that second began; nothing before the first look at the clock after a new limit.
    refilled_at: Option<Timestamp>,
    pub(super) failures_in_a_row: u32,
    /// Until when the destination asked to be left alone.
    pub(super) closed_until: Timestamp,
    /// Whether the database holds more for this destination than memory does.
    pub(super) backlog: bool,
    /// Whether something in the database is due as soon as something here is finished.
    pub(super) followers: bool,
    pub(super) in_turn: bool,
}

/// The deliveries of one subject, one after the other.
#[derive(Debug)]
pub(super) struct Chain {
    /// The one that is ready, or being tried, and how often it was tried before.
    pub(super) head: (EventId, u32),
    pub(super) waiting: VecDeque<Delivery>,
}

impl Lane {
    /// How many deliveries are kept in memory: what goes out within a lease at most.
    pub(super) fn capacity(&self) -> usize {
        let paced = self
            .limits
            .per_second
            .map(|rate| rate as usize * SECONDS_KEPT);
        paced.map_or(CAPACITY, |paced| paced.clamp(2, CAPACITY))
    }

    pub(super) fn set_limits(&mut self, limits: Limits) {
        if limits.per_second != self.limits.per_second {
            self.left = limits.per_second.unwrap_or_default();
            self.refilled_at = None;
        }
        self.limits = limits;
    }

    /// Counts a try that begins.
    pub(super) fn has_started(&mut self) {
        self.running += 1;
        self.left = self.left.saturating_sub(1);
    }

    /// Gives a lane its tries of the next second, when that has begun.
    pub(super) fn refill(&mut self, now: Timestamp) {
        let Some(rate) = self.limits.per_second else {
            return;
        };
        match self.refilled_at {
            // What has started since the limit is known belongs to the second that begins.
            None => self.refilled_at = Some(now),
            Some(at) if now.0 - at.0 >= 1000 => (self.left, self.refilled_at) = (rate, Some(now)),
            Some(_) => {}
        }
    }

    pub(super) fn can_start(&self) -> bool {
        let limit = match self.is_failing() {
            true => self.limits.in_flight.min(FAILING_LIMIT),
            false => self.limits.in_flight,
        };
        let is_spent = self.limits.per_second.is_some() && self.left == 0;
        !self.ready.is_empty() && self.running < limit && !is_spent
    }

    pub(super) fn is_failing(&self) -> bool {
        self.failures_in_a_row >= FAILURES_IN_A_ROW
    }

    pub(super) fn is_forgettable(&self) -> bool {
        self.in_memory == 0
            && self.running == 0
            && !self.backlog
            && !self.followers
            && self.failures_in_a_row == 0
            && self.closed_until == Timestamp(0)
            && self.limits == Limits::default()
    }
}

impl Chain {
    pub(super) fn of(head: &Delivery) -> Self {
        Chain {
            head: (head.event, head.attempts),
            waiting: VecDeque::new(),
        }
    }

    pub(super) fn last(&self) -> EventId {
        self.waiting.back().map_or(self.head.0, |last| last.event)
    }

    pub(super) fn has(&self, delivery: &Delivery) -> bool {
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
            limits: Limits::default(),
            left: 0,
            refilled_at: None,
            failures_in_a_row: 0,
            closed_until: Timestamp(0),
            backlog: false,
            followers: false,
            in_turn: false,
        }
    }
}
