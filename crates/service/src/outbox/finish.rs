use std::{ops::Range, sync::Arc, time::Duration};

use winfactor_connectors::webhook::{Attempt, Outcome};
use winfactor_domain::{EndpointId, Timestamp};
use winfactor_store::{
    EndpointStatus, StoreError, attempts,
    deliveries::{self, DeliveryStatus, Finish},
    webhook_endpoints::{self, EndpointState},
};

use super::{
    Delivery, Destination, alert,
    align::{PART, align},
    attempt_log::attempt_row,
    decide::{Decision, EndpointChange, Facts, decide},
    deliver::Tried,
    endpoint::Endpoint,
    lanes::Settled,
    usual::write_usual,
};
use crate::{Result, Service, ServiceError, Work, endpoints::flow_check};

/// When a delivery is taken up again that something of our own was in the way of.
const HINDERED_FOR: Duration = Duration::from_secs(60);
/// The same, when its outcome cannot be written: it was sent, and is going to be sent again.
const UNWRITABLE_FOR: Duration = Duration::from_secs(900);

/// Deliveries that were tried, and what came of each.
pub(super) type Outcomes = Vec<(Delivery, Tried)>;

/// Outcomes on their way into the database.
#[derive(Debug)]
pub(super) struct Batch {
    outcomes: Arc<Outcomes>,
    /// What is not written yet, the first part at the end.
    left: Vec<Range<usize>>,
}

impl Batch {
    pub(super) fn new(outcomes: Outcomes) -> Self {
        Batch {
            left: std::iter::once(0..outcomes.len()).collect(),
            outcomes: Arc::new(outcomes),
        }
    }

    /// Writes what is left, as one transaction if possible, and lets the lanes go on. One outcome
    /// that cannot be written takes no other with it. An error is a passing one (the database is
    /// away or too busy); another call goes on where this one stopped.
    pub(super) async fn write(&mut self, service: &Service) -> Result<()> {
        while let Some(part) = self.left.last().cloned() {
            match write_part(service, self.outcomes.clone(), part.clone()).await {
                Ok(()) => drop(self.left.pop()),
                Err(error) if passes(&error) => return Err(error),
                Err(error) => {
                    self.left.pop();
                    match part.len() {
                        0 | 1 => self.give_up(service, part, &error),
                        several => {
                            let middle = part.start + several / 2;
                            self.left.extend([middle..part.end, part.start..middle]);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn give_up(&self, service: &Service, part: Range<usize>, error: &ServiceError) {
        for (delivery, _) in &self.outcomes[part] {
            tracing::error!(
                organization = %delivery.organization,
                event = %delivery.event,
                destination = %delivery.destination,
                error = error as &dyn std::error::Error,
                "the outcome of a delivery cannot be written; it will be sent again",
            );
            let until = service.now() + UNWRITABLE_FOR;
            let dispatcher = service.dispatcher();
            dispatcher.settled([(delivery, Settled::Waits(until))].into_iter());
            dispatcher.give_back(vec![delivery.clone()], until);
        }
    }
}

/// Whether the same may be written later.
fn passes(error: &ServiceError) -> bool {
    match error {
        ServiceError::Store(error) => {
            let unsure = matches!(
                error,
                StoreError::OutcomeUnknown { .. } | StoreError::Closed
            );
            unsure || error.is_temporary()
        }
        _ => false,
    }
}

/// What follows the commit.
#[derive(Debug, Default)]
struct Written {
    settled: Vec<Settled>,
    /// Destinations that asked to be left alone, and until when.
    close: Vec<(Destination, Timestamp)>,
    /// Endpoints in the order of the outcomes, and whether failures are on record since.
    failing: Vec<(EndpointId, bool)>,
}

async fn write_part(service: &Service, outcomes: Arc<Outcomes>, part: Range<usize>) -> Result<()> {
    let (batch, of) = (outcomes.clone(), part.clone());
    let after = service.clone();
    let decide = move |work: &mut Work<'_, '_>| {
        let mut written = Written::default();
        let usual = write_usual(work, &batch, of.clone())?;
        for ((delivery, tried), settled) in batch[of.clone()].iter().zip(usual) {
            let settled = match settled {
                Some(settled) => settled,
                None => write(work, delivery, tried, &mut written)?,
            };
            written.settled.push(settled);
        }
        Ok(written)
    };
    let follow = move |written: Written| {
        let dispatcher = after.dispatcher();
        for (id, failing) in written.failing {
            dispatcher.endpoints().set_failing(id, failing);
        }
        let deliveries = outcomes[part].iter().map(|(delivery, _)| delivery);
        dispatcher.settled(deliveries.zip(written.settled));
        for (destination, until) in written.close {
            dispatcher.close(destination, until);
        }
    };
    service.write_then(decide, follow).await
}

fn write(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    tried: &Tried,
    written: &mut Written,
) -> Result<Settled> {
    let destination = delivery.destination.to_string();
    match (tried, delivery.destination) {
        (
            Tried::Webhook {
                attempt,
                started_at,
                endpoint,
            },
            Destination::Endpoint(id),
        ) => {
            let row = attempt_row(delivery, &destination, attempt, *started_at);
            attempts::insert(work.tx, &row)?;
            let decision = judge(work, delivery, attempt, endpoint, id, written)?;
            if let Outcome::RetryLater {
                retry_after: Some(asked),
            } = attempt.outcome
                && decision.status == DeliveryStatus::Pending
            {
                written.close.push((delivery.destination, work.now + asked));
            }
            apply(work, delivery, attempt, id, &destination, decision)
        }
        (Tried::DestinationGone, _) => skip(work, delivery, &destination),
        (Tried::FlowStarted, _) => finished(work, delivery, &destination),
        (Tried::Held, Destination::Endpoint(id)) => hold(work, delivery, id, &destination),
        (Tried::TooLate, _) => {
            let place = delivery.event.created_at().min(work.now);
            put_back(work, delivery, &destination, place)
        }
        (Tried::Hindered | Tried::Held | Tried::Webhook { .. }, _) => {
            let later = work.now + HINDERED_FOR;
            put_back(work, delivery, &destination, later)
        }
    }
}

/// Writes an outcome; nothing when the delivery is no longer ours: its fate is another's business.
fn finish(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    result: &Finish<'_>,
) -> Result<Option<Settled>> {
    let node = work.service().dispatcher().node();
    if !deliveries::finish(work.tx, node, result)? {
        return Ok(None);
    }
    if result.status.is_final() {
        return finished(work, delivery, result.destination).map(Some);
    }
    let (subject, until) = (&*delivery.subject, result.due_at);
    deliveries::put_off_followers(work.tx, result.destination, subject, delivery.event, until)?;
    Ok(Some(Settled::Waits(until)))
}

/// Gives up a delivery whose destination is gone.
fn skip(work: &mut Work<'_, '_>, delivery: &Delivery, destination: &str) -> Result<Settled> {
    let skipped = outcome(work, delivery, destination, DeliveryStatus::Skipped);
    let settled = finish(work, delivery, &skipped)?;
    Ok(settled.unwrap_or(Settled::Waits(work.now)))
}

/// Lets those go that were put off because of this one. One that was recorded here and succeeded at
/// once has put off nobody.
pub(super) fn finished(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    destination: &str,
) -> Result<Settled> {
    if delivery.revision.is_none()
        && deliveries::call_in_followers(work.tx, destination, &delivery.subject, work.now)?
    {
        work.wake(delivery.destination);
    }
    Ok(Settled::Finished)
}

/// Gives a delivery back untried.
fn put_back(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    destination: &str,
    due_at: Timestamp,
) -> Result<Settled> {
    let node = work.service().dispatcher().node();
    let (organization, event) = (delivery.organization, delivery.event);
    deliveries::release(work.tx, node, organization, event, destination, due_at)?;
    if due_at <= work.now {
        work.wake(delivery.destination);
    }
    Ok(Settled::Waits(due_at))
}

/// Holds a delivery with the others of its endpoint, unless that was started again meanwhile.
fn hold(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    id: EndpointId,
    destination: &str,
) -> Result<Settled> {
    let organization = delivery.organization;
    let row = webhook_endpoints::get_for_update(work.tx, organization, id)?;
    match row.map(|row| row.state.status) {
        Some(EndpointStatus::Active) => put_back(work, delivery, destination, work.now),
        Some(_) => {
            let node = work.service().dispatcher().node();
            deliveries::hold_own(work.tx, node, organization, delivery.event, destination)?;
            Ok(Settled::Waits(work.now))
        }
        None => skip(work, delivery, destination),
    }
}

/// Decides what follows, by how the endpoint stands.
fn judge(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    attempt: &Attempt,
    endpoint: &Endpoint,
    id: EndpointId,
    written: &mut Written,
) -> Result<Decision> {
    let row = webhook_endpoints::get_for_update(work.tx, delivery.organization, id)?;
    if let Some(row) = &row {
        flow_check::learn(work, row, attempt.outcome)?;
    }
    let (state, auto_pause) = match row {
        Some(row) => (row.state, row.auto_pause),
        // It was deleted meanwhile: nobody is told of it any more.
        None => (EndpointState::active(Timestamp(0)), false),
    };
    let facts = Facts {
        outcome: attempt.outcome,
        test: delivery.test,
        probe: delivery.probe,
        tries: delivery.attempts + 1 - delivery.round_start.min(delivery.attempts),
        schedule: &endpoint.schedule,
        auto_pause,
        state: &state,
        now: work.now,
    };
    let decision = decide(&facts, work.rng());
    match decision.endpoint {
        EndpointChange::Failed => {
            // At once, for the outcomes behind this one in the same transaction.
            let endpoints = work.service().dispatcher().endpoints();
            endpoints.set_failing(id, true);
            written.failing.push((id, true));
            if state.failing_since.is_none() {
                work.began_to_fail(delivery.destination);
            }
        }
        EndpointChange::None if !attempt.outcome.is_delivered() => {}
        _ => written.failing.push((id, false)),
    }
    Ok(decision)
}

fn apply(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    attempt: &Attempt,
    id: EndpointId,
    destination: &str,
    decision: Decision,
) -> Result<Settled> {
    let organization = delivery.organization;
    let failure = (!attempt.outcome.is_delivered()).then(|| attempt.outcome.code());
    let result = Finish {
        attempts: delivery.attempts + 1,
        due_at: decision.due_at,
        last_failure: failure,
        ..outcome(work, delivery, destination, decision.status)
    };
    let Some(settled) = finish(work, delivery, &result)? else {
        return Ok(Settled::Waits(work.now));
    };
    if decision.new_round {
        deliveries::start_round(work.tx, organization, delivery.event, destination)?;
    }
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
            // A probe that another success came before goes with the rest, not at its own time.
            deliveries::hold_pending(work.tx, organization, destination, None, PART)?;
            align(work, organization, id, Some(EndpointStatus::Active))?;
        }
        EndpointChange::To(EndpointStatus::Off, reason) => {
            set_status(work, delivery, id, EndpointStatus::Off, Some(reason))?;
            // This delivery is the probe, all the others wait.
            let probe = Some(delivery.event);
            let held = deliveries::hold_pending(work.tx, organization, destination, probe, PART)?;
            if held >= u64::from(PART) {
                work.unaligned();
            }
        }
        EndpointChange::To(status, reason) => {
            set_status(work, delivery, id, status, Some(reason))?;
            align(work, organization, id, Some(status))?;
        }
    }
    if let Some(kind) = decision.alert {
        alert::raise(work, kind, delivery, id, attempt)?;
    }
    Ok(settled)
}

fn set_status(
    work: &mut Work<'_, '_>,
    delivery: &Delivery,
    id: EndpointId,
    status: EndpointStatus,
    reason: Option<&str>,
) -> Result<()> {
    let state = EndpointState::since(work.now, status, reason);
    webhook_endpoints::update_state(work.tx, delivery.organization, id, &state)?;
    work.changed(delivery.destination);
    Ok(())
}

fn outcome<'a>(
    work: &Work<'_, '_>,
    delivery: &Delivery,
    destination: &'a str,
    status: DeliveryStatus,
) -> Finish<'a> {
    Finish {
        organization: delivery.organization,
        event: delivery.event,
        destination,
        status,
        attempts: delivery.attempts,
        due_at: work.now,
        last_failure: None,
        now: work.now,
    }
}
