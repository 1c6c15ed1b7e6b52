use std::time::Duration;

use winfactor_connectors::webhook::Outcome;
use winfactor_domain::{Rng, Timestamp};
use winfactor_store::{
    EndpointStatus, deliveries::DeliveryStatus, webhook_endpoints::EndpointState,
};

use super::retry::{RetrySchedule, probe_wait};

/// Failures on record, at least this far apart, before an endpoint is paused by itself.
const AUTO_PAUSE_AFTER: Duration = Duration::from_secs(12 * 3600);
const AUTO_PAUSE_FAILURES: u32 = 10;
/// When somebody is told that an endpoint keeps failing.
const WARN_AFTER: Duration = Duration::from_secs(10 * 60);
const WARN_FAILURES: u32 = 3;

/// What follows from an attempt: for the delivery, for the endpoint, and for the people concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    pub status: DeliveryStatus,
    pub due_at: Timestamp,
    /// The state the endpoint changes to.
    pub endpoint: EndpointChange,
    pub alert: Option<AlertKind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndpointChange {
    None,
    /// A failure is counted.
    Failed,
    /// A success after failures: they are forgotten.
    Recovered,
    /// Held events are released, and the endpoint is active again.
    BackOn,
    /// What waits is held.
    To(EndpointStatus, &'static str),
}

/// What somebody in the organization is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AlertKind {
    /// The receiver said that it is gone.
    Stopped,
    /// The ActivePieces flow is switched off; events are held.
    FlowOff,
    /// Failing for a while; events wait and are tried again.
    Failing,
    /// Paused after failing for half a day; events are held.
    AutoPaused,
    /// One delivery was given up.
    GivenUp,
    /// It works again.
    Recovered,
}

/// What an attempt is judged by.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub outcome: Outcome,
    /// Tries of this round, this one included.
    pub tries: u32,
    pub schedule: &'a RetrySchedule,
    pub auto_pause: bool,
    /// The endpoint's state before this attempt.
    pub state: &'a EndpointState,
    pub now: Timestamp,
}

pub(super) fn decide(facts: &Facts<'_>, rng: &dyn Rng) -> Decision {
    match facts.outcome {
        Outcome::Delivered => delivered(facts),
        Outcome::Gone => gone(facts),
        Outcome::FlowOff => flow_off(facts, rng),
        Outcome::RetryLater { retry_after } => failed(facts, retry_after, rng),
        Outcome::Failed(_) => failed(facts, None, rng),
    }
}

fn delivered(facts: &Facts<'_>) -> Decision {
    let was_warned = facts.state.failure_count >= WARN_FAILURES && is_long(facts, WARN_AFTER);
    let (endpoint, alert) = match facts.state.status {
        EndpointStatus::Off => (EndpointChange::BackOn, Some(AlertKind::Recovered)),
        _ if facts.state.failing_since.is_some() => (
            EndpointChange::Recovered,
            was_warned.then_some(AlertKind::Recovered),
        ),
        _ => (EndpointChange::None, None),
    };
    Decision {
        status: DeliveryStatus::Delivered,
        due_at: facts.now,
        endpoint,
        alert,
    }
}

fn gone(facts: &Facts<'_>) -> Decision {
    let news = facts.state.status != EndpointStatus::Stopped;
    Decision {
        // Kept, so that nothing is lost when the address is corrected.
        status: DeliveryStatus::Held,
        due_at: facts.now,
        endpoint: EndpointChange::To(EndpointStatus::Stopped, "gone"),
        alert: news.then_some(AlertKind::Stopped),
    }
}

fn flow_off(facts: &Facts<'_>, rng: &dyn Rng) -> Decision {
    if let Some(held) = held_by_state(facts) {
        return held;
    }
    let news = facts.state.status != EndpointStatus::Off;
    Decision {
        // The probe: it stays due while everything behind it is held.
        status: DeliveryStatus::Pending,
        due_at: facts.now + probe_wait(facts.tries, rng),
        endpoint: match news {
            true => EndpointChange::To(EndpointStatus::Off, "flow_off"),
            false => EndpointChange::None,
        },
        alert: news.then_some(AlertKind::FlowOff),
    }
}

fn failed(facts: &Facts<'_>, retry_after: Option<Duration>, rng: &dyn Rng) -> Decision {
    if let Some(held) = held_by_state(facts) {
        return held;
    }
    if facts.state.status == EndpointStatus::Off {
        // The probe failed in another way; it goes on.
        return Decision {
            status: DeliveryStatus::Pending,
            due_at: facts.now + probe_wait(facts.tries, rng),
            endpoint: EndpointChange::Failed,
            alert: None,
        };
    }
    let failures = facts.state.failure_count + 1;
    if facts.auto_pause && failures >= AUTO_PAUSE_FAILURES && is_long(facts, AUTO_PAUSE_AFTER) {
        return Decision {
            status: DeliveryStatus::Held,
            due_at: facts.now,
            endpoint: EndpointChange::To(EndpointStatus::Paused, "failing"),
            alert: Some(AlertKind::AutoPaused),
        };
    }
    let wait = facts.schedule.wait_after(facts.tries, rng);
    let Some(wait) = wait else {
        return Decision {
            status: DeliveryStatus::Failed,
            due_at: facts.now,
            endpoint: EndpointChange::Failed,
            alert: Some(AlertKind::GivenUp),
        };
    };
    let wait = retry_after.map_or(wait, |asked| asked.max(Duration::from_secs(1)));
    Decision {
        status: DeliveryStatus::Pending,
        due_at: facts.now + wait,
        endpoint: EndpointChange::Failed,
        alert: becomes_long(facts).then_some(AlertKind::Failing),
    }
}

/// Somebody paused or stopped the endpoint while the attempt was under way.
fn held_by_state(facts: &Facts<'_>) -> Option<Decision> {
    let holds = matches!(
        facts.state.status,
        EndpointStatus::Paused | EndpointStatus::Stopped
    );
    holds.then_some(Decision {
        status: DeliveryStatus::Held,
        due_at: facts.now,
        endpoint: EndpointChange::None,
        alert: None,
    })
}

/// Whether the failures on record, up to now, are spread over at least `span`.
fn is_long(facts: &Facts<'_>, span: Duration) -> bool {
    let since = facts.state.failing_since;
    since.is_some_and(|since| facts.now.since(since) >= span)
}

/// Whether this failure is the one that makes the failing worth telling.
fn becomes_long(facts: &Facts<'_>) -> bool {
    let (since, last) = (facts.state.failing_since, facts.state.last_failure_at);
    let told_before = since.zip(last).is_some_and(|(since, last)| {
        last.since(since) >= WARN_AFTER && facts.state.failure_count >= WARN_FAILURES
    });
    !told_before && is_long(facts, WARN_AFTER) && facts.state.failure_count + 1 >= WARN_FAILURES
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
