use winfactor_connectors::webhook::{Attempt, Outcome};
use winfactor_domain::{EndpointId, Timestamp};
use winfactor_store::{
    EndpointStatus,
    attempts::{self, AttemptRow},
    deliveries::{self, DeliveryStatus, Finish},
    webhook_endpoints::{self, EndpointState},
};

use super::{
    Delivery, Destination, alert,
    decide::{Decision, EndpointChange, Facts, decide},
    deliver::Tried,
    endpoint::Endpoint,
};
use crate::{Result, Service, Work};

/// A delivery that was tried, and what came of it.
pub(super) type Outcomes = Vec<(Delivery, Tried)>;

/// What the lanes are told once the outcomes are durable.
#[derive(Debug, Clone)]
struct Settled {
    /// For each outcome: whether the next event of its subject may go.
    finished: Vec<bool>,
    /// Destinations that asked to be left alone, and until when.
    close: Vec<(Destination, Timestamp)>,
}

/// Writes the outcomes of a batch of tries as one transaction, then lets the lanes go on.
pub(super) async fn finish(service: &Service, outcomes: Outcomes) -> Result<()> {
    let outcomes = std::sync::Arc::new(outcomes);
    let shared = outcomes.clone();
    let written = service
        .write(move |work| {
            let mut settled = Settled {
                finished: Vec::with_capacity(shared.len()),
                close: Vec::new(),
            };
            for (delivery, tried) in shared.iter() {
                settled
                    .finished
                    .push(write(work, delivery, tried, &mut settled.close)?);
            }
            Ok(settled)
        })
        .await;
    let settled = written.as_ref().map(Clone::clone).unwrap_or(Settled {
        // Not written: the leases end by themselves, and the deliveries are tried again.
        finished: vec![false; outcomes.len()],
        close: Vec::new(),
    });
    let mut give_back = Vec::new();
    for ((delivery, tried), finished) in outcomes.iter().zip(settled.finished) {
        if let Tried::Webhook {
            attempt, endpoint, ..
        } = tried
        {
            endpoint.set_failing(!attempt.outcome.is_delivered());
        }
        give_back.extend(service.dispatcher().settled(delivery, finished).give_back);
    }
    let now = service.now();
    release(service, give_back, now).await?;
    for (destination, until) in settled.close {
        let closed = service.dispatcher().close(destination, until);
        release(service, closed, until).await?;
    }
    written.map(|_| ())
}

/// Gives leases back: the deliveries wait in the database until `due_at`.
pub(super) async fn release(
    service: &Service,
    back: Vec<Delivery>,
    due_at: Timestamp,
) -> Result<()> {
    if back.is_empty() {
        return Ok(());
    }
    let node = service.dispatcher().node();
    service
        .write(move |work| {
            for delivery in &back {
                deliveries::release(
                    work.tx,
                    node,
                    delivery.organization,
                    delivery.event,
                    &delivery.destination.to_string(),
                    due_at,
                )?;
                work.wake(delivery.destination);
            }
            Ok(())
        })
        .await
}

fn write(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    tried: &Tried,
    close: &mut Vec<(Destination, Timestamp)>,
) -> Result<bool> {
    match (tried, delivery.destination) {
        (
            Tried::Webhook {
                attempt,
                started_at,
                endpoint,
            },
            Destination::Endpoint(id),
        ) => {
            attempts::insert(work.tx, &attempt_row(delivery, attempt, *started_at))?;
            let decision = judge(work, delivery, attempt, endpoint, id)?;
            let status = decision.status;
            if let Outcome::RetryLater {
                retry_after: Some(_),
            } = attempt.outcome
                && status == DeliveryStatus::Pending
            {
                close.push((delivery.destination, decision.due_at));
            }
            apply(work, delivery, attempt, id, decision)?;
            Ok(status.is_final())
        }
        (Tried::DestinationGone, _) => {
            let destination = delivery.destination.to_string();
            let gone = Finish {
                status: DeliveryStatus::Skipped,
                ..outcome(work, delivery, &destination, None)
            };
            let node = work.service().dispatcher().node();
            deliveries::finish(work.tx, node, &gone)?;
            Ok(true)
        }
        (Tried::FlowStarted, _) => Ok(true),
        (Tried::NotTried | Tried::Webhook { .. }, _) => Ok(false),
    }
}

/// Decides what follows. The usual case, a success of a well endpoint, reads nothing.
fn judge(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    attempt: &Attempt,
    endpoint: &Endpoint,
    id: EndpointId,
) -> Result<Decision> {
    let well = || EndpointState {
        status: EndpointStatus::Active,
        reason: None,
        changed_at: Timestamp(0),
        failing_since: None,
        last_failure_at: None,
        failure_count: 0,
    };
    let (state, auto_pause) = if attempt.outcome.is_delivered() && endpoint.is_well() {
        (well(), false)
    } else {
        let row = webhook_endpoints::get(work.tx, delivery.organization, id)?;
        row.map_or_else(|| (well(), false), |row| (row.state, row.auto_pause))
    };
    let facts = Facts {
        outcome: attempt.outcome,
        tries: delivery.attempts + 1 - delivery.round_start.min(delivery.attempts),
        schedule: &endpoint.schedule,
        auto_pause,
        state: &state,
        now: work.now,
    };
    Ok(decide(&facts, work.rng()))
}

fn apply(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    attempt: &Attempt,
    id: EndpointId,
    decision: Decision,
) -> Result<()> {
    let organization = delivery.organization;
    let destination = id.to_string();
    let failure = (!attempt.outcome.is_delivered()).then(|| attempt.outcome.code());
    let result = Finish {
        status: decision.status,
        attempts: delivery.attempts + 1,
        due_at: decision.due_at,
        ..outcome(work, delivery, &destination, failure)
    };
    let node = work.service().dispatcher().node();
    deliveries::finish(work.tx, node, &result)?;
    match decision.endpoint {
        EndpointChange::None => {}
        EndpointChange::Failed => {
            webhook_endpoints::count_failure(work.tx, organization, id, work.now)?;
        }
        EndpointChange::Recovered => {
            webhook_endpoints::clear_failures(work.tx, organization, id)?;
        }
        EndpointChange::BackOn => {
            set_status(work, delivery, id, EndpointStatus::Active, None)?;
            deliveries::release_held(work.tx, organization, &destination, Timestamp(0), work.now)?;
            work.wake(delivery.destination);
        }
        EndpointChange::To(status, reason) => {
            set_status(work, delivery, id, status, Some(reason))?;
            deliveries::hold_pending(work.tx, organization, &destination)?;
            if status == EndpointStatus::Off {
                // This delivery is the probe.
                let (event, due_at) = (delivery.event, decision.due_at);
                deliveries::release_one(work.tx, organization, event, &destination, due_at)?;
            }
        }
    }
    if let Some(kind) = decision.alert {
        alert::raise(work, kind, delivery, id, attempt)?;
    }
    Ok(())
}

fn set_status(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    id: EndpointId,
    status: EndpointStatus,
    reason: Option<&str>,
) -> Result<()> {
    let state = EndpointState {
        status,
        reason: reason.map(str::to_owned),
        changed_at: work.now,
        failing_since: None,
        last_failure_at: None,
        failure_count: 0,
    };
    webhook_endpoints::update_state(work.tx, delivery.organization, id, &state)?;
    work.changed(delivery.destination);
    Ok(())
}

fn outcome<'a>(
    work: &Work<'_, '_>,
    delivery: &Delivery,
    destination: &'a str,
    last_failure: Option<&'a str>,
) -> Finish<'a> {
    Finish {
        organization: delivery.organization,
        event: delivery.event,
        destination,
        status: DeliveryStatus::Delivered,
        attempts: delivery.attempts,
        due_at: work.now,
        last_failure,
        now: work.now,
    }
}

fn attempt_row(delivery: &Delivery, attempt: &Attempt, started_at: Timestamp) -> AttemptRow {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    AttemptRow {
        organization: delivery.organization,
        event: delivery.event,
        destination: delivery.destination.to_string(),
        number: delivery.attempts + 1,
        started_at,
        duration_ms: i64::try_from(attempt.duration.as_millis()).unwrap_or(i64::MAX),
        outcome: attempt.outcome.code().to_owned(),
        reason: attempt.reason.clone(),
        http_status: attempt.status,
        request_headers: text(attempt.request_headers.as_str()),
        response_headers: text(attempt.response_headers.as_str()),
        response_body: text(&attempt.response_text),
    }
}
