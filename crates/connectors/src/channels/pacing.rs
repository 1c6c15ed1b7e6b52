//! How often each destination is called.
//!
//! Many runs at once want to send to one channel, and the vendor takes one message a second. So each
//! destination has a queue: whoever asks is told "now", or the moment at which its turn comes, and
//! asks again then. Nobody sleeps here, and time is an argument, so that a waiting step is a row in
//! the database with a moment at which it is due.
//!
//! When many wait, one message can say it all: the one whose turn it is takes the texts of the others
//! along ([`Pacing::take_along`]), and they learn of it when their own turn comes.
//!
//! The queue is in memory. After a restart those that wait ask anew, at the moments they were told.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

/// Somebody wants to send.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// What the limit is counted for.
    pub destination: &'a str,
    /// Who asks; the same each time.
    pub ticket: &'a str,
    /// Between two messages, in milliseconds.
    pub gap_ms: i64,
    /// What another message may take along.
    pub text: Option<&'a str>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    Now,
    /// At this moment, in milliseconds since 1970. Ask again then.
    At(i64),
    /// Another message has said it; this is the vendor's answer to it.
    Said(Value),
}

/// The queues of all destinations.
#[derive(Debug, Default)]
pub struct Pacing(Mutex<HashMap<String, Queue>>);

#[derive(Debug, Default)]
struct Queue {
    /// When the next one may send, whoever it is.
    open_at: i64,
    /// When the next one may send that has not asked yet.
    next_free: i64,
    waiting: HashMap<String, Waiting>,
}

#[derive(Debug)]
struct Waiting {
    at: i64,
    state: State,
}

#[derive(Debug)]
enum State {
    /// With the text that may be taken along.
    InLine(Option<String>),
    TakenAlong(String),
    Said(Value),
}

/// Below so many nobody is taken along: messages of their own are easier to read.
const MANY: usize = 5;
/// Whoever does not come back for so long does not come any more.
const FORGOTTEN_AFTER: i64 = 3_600_000;

impl Pacing {
    /// Asks for a turn at this moment.
    pub fn turn(&self, wish: Wish<'_>, now: i64) -> Turn {
        let mut queues = self.queues();
        queues.retain(|_, queue| !queue.is_idle(now));
        let queue = queues.entry(wish.destination.to_owned()).or_default();
        queue.turn(wish, now)
    }

    /// The destination has refused the one who had its turn, and takes nothing before this moment.
    /// Then that one is the first in line.
    pub fn hold(&self, refused: Wish<'_>, until: i64) {
        let mut queues = self.queues();
        let queue = queues.entry(refused.destination.to_owned()).or_default();
        queue.hold(refused, until);
    }

    /// The tickets and texts of those that wait for this destination and may be taken along, the
    /// first in line first; none when they are not many. They wait on until it is known what became
    /// of the message ([`Self::said`], [`Self::not_said`]).
    pub fn take_along(&self, destination: &str, most: usize) -> Vec<(String, String)> {
        let mut queues = self.queues();
        let Some(queue) = queues.get_mut(destination) else {
            return Vec::new();
        };
        let in_line = queue.waiting.iter_mut();
        let mut in_line: Vec<_> = in_line
            .filter(|(_, waiting)| matches!(waiting.state, State::InLine(Some(_))))
            .collect();
        if in_line.len() < MANY {
            return Vec::new();
        }
        in_line.sort_by(|(a, x), (b, y)| (x.at, a).cmp(&(y.at, b)));
        let taken = in_line
            .into_iter()
            .take(most)
            .filter_map(|(ticket, waiting)| {
                let State::InLine(text) = &mut waiting.state else {
                    return None;
                };
                let text = text.take()?;
                waiting.state = State::TakenAlong(text.clone());
                Some((ticket.clone(), text))
            });
        taken.collect()
    }

    /// These were taken along by a message that the vendor answered like this.
    pub fn said<'a>(
        &self,
        destination: &str,
        tickets: impl IntoIterator<Item = &'a str>,
        answer: &Value,
    ) {
        self.settle(destination, tickets, |_| State::Said(answer.clone()));
    }

    /// These were not taken along after all.
    pub fn not_said<'a>(&self, destination: &str, tickets: impl IntoIterator<Item = &'a str>) {
        self.settle(destination, tickets, |state| match state {
            State::TakenAlong(text) => State::InLine(Some(text)),
            other => other,
        });
    }

    fn settle<'a>(
        &self,
        destination: &str,
        tickets: impl IntoIterator<Item = &'a str>,
        becomes: impl Fn(State) -> State,
    ) {
        let mut queues = self.queues();
        let Some(queue) = queues.get_mut(destination) else {
            return;
        };
        for ticket in tickets {
            if let Some(waiting) = queue.waiting.get_mut(ticket) {
                let state = std::mem::replace(&mut waiting.state, State::InLine(None));
                waiting.state = becomes(state);
            }
        }
    }

    /// A panic elsewhere leaves the queues as they are: whole after each step.
    fn queues(&self) -> MutexGuard<'_, HashMap<String, Queue>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    fn turn(&mut self, wish: Wish<'_>, now: i64) -> Turn {
        self.waiting
            .retain(|_, waiting| waiting.at + FORGOTTEN_AFTER > now);
        let Some(waiting) = self.waiting.get(wish.ticket) else {
            let at = self.next_free.max(self.open_at).max(now);
            return self.send_or_wait(wish, at, now);
        };
        match &waiting.state {
            State::Said(answer) => {
                let answer = answer.clone();
                self.waiting.remove(wish.ticket);
                Turn::Said(answer)
            }
            // Its text is on the way; soon it is known what became of it.
            State::TakenAlong(_) => Turn::At(waiting.at.max(now + wish.gap_ms)),
            State::InLine(_) => {
                let at = waiting.at;
                self.send_or_wait(wish, at, now)
            }
        }
    }

    fn send_or_wait(&mut self, wish: Wish<'_>, at: i64, now: i64) -> Turn {
        if at.max(self.open_at) <= now {
            self.waiting.remove(wish.ticket);
            self.open_at = now + wish.gap_ms;
            self.next_free = self.next_free.max(self.open_at);
            return Turn::Now;
        }
        let at = match at <= now {
            false => at,
            // It comes late, and another one was faster: the line moves on behind that one.
            true => self.open_at + wish.gap_ms * self.before(wish.ticket, at),
        };
        self.next_free = self.next_free.max(at + wish.gap_ms);
        let state = State::InLine(wish.text.map(str::to_owned));
        self.waiting
            .insert(wish.ticket.to_owned(), Waiting { at, state });
        Turn::At(at)
    }

    fn hold(&mut self, refused: Wish<'_>, until: i64) {
        let behind = until + refused.gap_ms;
        let first = self.waiting.values().map(|waiting| waiting.at).min();
        let delay = (behind - first.unwrap_or(self.next_free)).max(0);
        for waiting in self.waiting.values_mut() {
            waiting.at += delay;
        }
        self.next_free = (self.next_free + delay).max(behind);
        self.open_at = self.open_at.max(until);
        let waiting = Waiting {
            at: until,
            state: State::InLine(refused.text.map(str::to_owned)),
        };
        self.waiting.insert(refused.ticket.to_owned(), waiting);
    }

    /// How many stand in line before this one.
    fn before(&self, ticket: &str, at: i64) -> i64 {
        let in_line = self.waiting.iter().filter(|(other, waiting)| {
            let is_earlier = (waiting.at, other.as_str()) < (at, ticket);
            is_earlier && matches!(waiting.state, State::InLine(_))
        });
        i64::try_from(in_line.count()).unwrap_or(i64::MAX)
    }

    fn is_idle(&self, now: i64) -> bool {
        self.next_free <= now && self.open_at <= now && self.waiting.is_empty()
    }
}

#[cfg(test)]
#[path = "pacing_tests.rs"]
mod tests;
