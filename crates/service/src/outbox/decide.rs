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
    /// Whether this try counts as the first one of a new round.
    pub new_round: bool,
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
    /// Whether somebody tries the endpoint out.
    pub test: bool,
    /// Whether it went out to learn if the endpoint is on again.
    pub probe: bool,
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
        // Whoever sent it sees how it failed, and that is all there is to it.
        _ if facts.test => unchanged(facts, DeliveryStatus::Failed),
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
        endpoint,
        alert,
        ..unchanged(facts, DeliveryStatus::Delivered)
    }
}

fn gone(facts: &Facts<'_>) -> Decision {
    let news = facts.state.status != EndpointStatus::Stopped;
    Decision {
        endpoint: match news {
            true => EndpointChange::To(EndpointStatus::Stopped, "gone"),
            false => EndpointChange::None,
        },
        alert: news.then_some(AlertKind::Stopped),
        // Kept, so that nothing is lost when the address is corrected.
        ..unchanged(facts, DeliveryStatus::Held)
    }
}

fn flow_off(facts: &Facts<'_>, rng: &dyn Rng) -> Decision {
    if let Some(held) = held_by_state(facts) {
        return held;
    }
    if facts.state.status == EndpointStatus::Off {
        return Decision {
            due_at: facts.now + probe_wait(facts.tries, rng),
            ..unchanged(facts, DeliveryStatus::Pending)
        };
    }
    Decision {
        // The probe: it stays due while everything else is held.
        due_at: facts.now + probe_wait(1, rng),
        new_round: true,
        endpoint: EndpointChange::To(EndpointStatus::Off, "flow_off"),
        alert: Some(AlertKind::FlowOff),
        ..unchanged(facts, DeliveryStatus::Pending)
    }
}

fn failed(facts: &Facts<'_>, retry_after: Option<Duration>, rng: &dyn Rng) -> Decision {
    if let Some(held) = held_by_state(facts) {
        return held;
    }
    if facts.state.status == EndpointStatus::Off {
        // The probe failed in another way; it goes on.
        return Decision {
            due_at: facts.now + probe_wait(facts.tries, rng),
            endpoint: EndpointChange::Failed,
            ..unchanged(facts, DeliveryStatus::Pending)
        };
    }
    let failures = facts.state.failure_count + 1;
    if facts.auto_pause && failures >= AUTO_PAUSE_FAILURES && is_long(facts, AUTO_PAUSE_AFTER) {
        return Decision {
            endpoint: EndpointChange::To(EndpointStatus::Paused, "failing"),
            alert: Some(AlertKind::AutoPaused),
            ..unchanged(facts, DeliveryStatus::Held)
        };
    }
    let wait = facts.schedule.wait_after(facts.tries, rng);
    let Some(wait) = wait else {
        return Decision {
            endpoint: EndpointChange::Failed,
            alert: Some(AlertKind::GivenUp),
            ..unchanged(facts, DeliveryStatus::Failed)
        };
    };
    // At least as long as it asks for; sooner than scheduled would only use up the tries.
    let wait = wait.max(retry_after.unwrap_or_default());
    Decision {
        due_at: facts.now + wait,
        endpoint: EndpointChange::Failed,
        alert: becomes_long(facts).then_some(AlertKind::Failing),
        ..unchanged(facts, DeliveryStatus::Pending)
    }
}

/// The endpoint was paused, stopped or switched off while the attempt was under way. The probe of
/// one that is off goes on.
fn held_by_state(facts: &Facts<'_>) -> Option<Decision> {
    let holds = match facts.state.status {
        EndpointStatus::Active => false,
        EndpointStatus::Off => !facts.probe,
        EndpointStatus::Paused | EndpointStatus::Stopped => true,
    };
    holds.then(|| unchanged(facts, DeliveryStatus::Held))
}

/// Nothing follows for the endpoint, and nobody is told.
fn unchanged(facts: &Facts<'_>, status: DeliveryStatus) -> Decision {
    Decision {
        status,
        due_at: facts.now,
        new_round: false,
        endpoint: EndpointChange::None,
        alert: None,
    }
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
