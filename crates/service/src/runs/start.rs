use std::sync::Arc;

use winfactor_domain::{FlowId, FlowRunId, NodeId, Timestamp};
use winfactor_flows::{Run, run::RunStatus};
use winfactor_store::{
    attempts::{self, AttemptRow},
    deliveries::{self, DeliveryStatus, Finish},
    events,
    flow_runs::{self, RunRow},
    flows::{self, FlowState},
};

use super::{
    End, EventText, Part, Version,
    drive::{Driven, Goes, is_recorded_as_begun, next_part},
    in_flight::Handed,
    places::Place,
    rest::Rest,
    setup::{SetupFor, setup},
    trigger_output,
    write::{RunRef, Stands, Written},
};
use crate::{Result, Service, Work, outbox::Delivery};

/// What became of the delivery of an event to a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Started {
    /// The run is in the database, and the delivery is finished with the same commit. It went as far
    /// as it can go at present.
    Run(FlowRunId),
    /// The flow was deleted or switched off meanwhile, or its trigger takes other events. Nothing
    /// was written.
    NotWanted,
    /// The delivery is no longer this server's. Nothing was written.
    NotOurs,
}

/// Starts a run for an event and goes as far with it as one commit takes it. Whoever goes on with
/// runs does the rest.
///
/// A flow that was switched off after the event was recorded does not run any more, unless the
/// event is a test: those are for flows that are still being built.
pub(crate) async fn start(service: &Service, delivery: &Delivery, flow: FlowId) -> Result<Started> {
    let mut revision = delivery.revision;
    loop {
        let planned_for = match revision {
            Some(revision) => revision,
            None => match state(service, delivery, flow).await? {
                Some(state) => state.revision,
                None => return Ok(Started::NotWanted),
            },
        };
        match start_version(service, delivery, flow, planned_for).await? {
            Answer::Is(started) => return Ok(started),
            Answer::Newer(newer) => revision = Some(newer),
        }
    }
}

enum Answer {
    Is(Started),
    /// The flow was changed; this is its revision now.
    Newer(i64),
}

async fn state(service: &Service, delivery: &Delivery, flow: FlowId) -> Result<Option<FlowState>> {
    let organization = delivery.organization;
    service
        .read(move |tx| Ok(flows::state(tx, organization, flow)?))
        .await
}

async fn start_version(
    service: &Service,
    delivery: &Delivery,
    flow: FlowId,
    revision: i64,
) -> Result<Answer> {
    let now = service.now();
    let organization = delivery.organization;
    let version = service
        .flow_versions()
        .get(service, organization, flow, revision)
        .await?;
    if let Ok(version) = &version
        && !version.flow.accepts(delivery.event_type.name())
    {
        return Ok(Answer::Is(Started::NotWanted));
    }
    let run = RunRef {
        organization,
        id: FlowRunId::new(now, service.rng()),
        flow,
        event_type: Some(delivery.event_type),
    };
    let (driven, mut part) = match version {
        Ok(version) => {
            let (driven, part) = first_part(service, delivery, run, version).await?;
            (Some(driven), part)
        }
        Err(reason) => (None, Part::not_run(&reason)),
    };
    let mut written = Written::new(&mut part);
    let mut goes = match part.end {
        End::Effect(request) => Goes::Effect(request),
        End::More => Goes::On,
        End::Finished(_) | End::Waits(_) | End::Paused(_) => Goes::Nowhere,
    };
    let handed = match (driven, &goes) {
        (
            Some(Fresh {
                place: Some(place),
                version,
                machine,
            }),
            Goes::Effect(_) | Goes::On,
        ) => {
            if let Goes::Effect(request) = &goes
                && is_recorded_as_begun(request)
            {
                written = written.with_started(&request.started());
            }
            let driven = Driven {
                run,
                event: delivery.event,
                version,
                machine,
                place,
            };
            Some((driven, std::mem::replace(&mut goes, Goes::Nowhere)))
        }
        _ => {
            // There is no place for it: it waits its turn in the database.
            written = written.given_back(now);
            None
        }
    };
    let start = Arc::new(Start {
        delivery: delivery.clone(),
        run,
        revision,
        written,
        started_at: now,
    });
    let status = start.written.status;
    let answer = service.write(move |work| start.write(work)).await?;
    if let Answer::Is(Started::Run(_)) = answer {
        log(delivery, &run, status);
        if let Some((driven, goes)) = handed
            && let Some(begun) = service.flow_runs().begin(run.id)
        {
            let handed = Handed {
                driven,
                goes,
                begun,
            };
            service.flow_runs().hand(handed);
            service.dispatcher().wake_runs();
        }
    }
    Ok(answer)
}

/// A run that is not in the database yet.
struct Fresh {
    version: Arc<Version>,
    machine: Run,
    /// Nothing when there are runs enough.
    place: Option<Place>,
}

async fn first_part(
    service: &Service,
    delivery: &Delivery,
    run: RunRef,
    version: Arc<Version>,
) -> Result<(Fresh, Part)> {
    let event = EventText {
        id: delivery.event,
        event_type: delivery.event_type,
        body: &delivery.body,
    };
    let output = trigger_output(&version.flow, event)?;
    let purpose = SetupFor::Start {
        is_test: delivery.test,
    };
    let setup = setup(service, run.organization, run.id, &version.flow, purpose).await?;
    let machine = Run::start(version.flow.clone(), output, setup);
    let place = service
        .flow_runs()
        .places()
        .take(run.organization, run.flow);
    let (machine, part) = next_part(service, &run, &version, machine).await?;
    let fresh = Fresh {
        version,
        machine,
        place,
    };
    Ok((fresh, part))
}

/// Everything that is written, in one transaction.
struct Start {
    delivery: Delivery,
    run: RunRef,
    revision: i64,
    written: Written,
    started_at: Timestamp,
}

impl Start {
    fn write(&self, work: &mut Work<'_, '_>) -> Result<Answer> {
        let (delivery, run) = (&self.delivery, &self.run);
        let Some(state) = flows::state(work.tx, run.organization, run.flow)? else {
            return Ok(Answer::Is(Started::NotWanted));
        };
        if !state.enabled && !self.is_test(work)? {
            return Ok(Answer::Is(Started::NotWanted));
        }
        if state.revision != self.revision {
            return Ok(Answer::Newer(state.revision));
        }
        let destination = delivery.destination.to_string();
        let delivered = Finish {
            organization: run.organization,
            event: delivery.event,
            destination: &destination,
            status: DeliveryStatus::Delivered,
            attempts: delivery.attempts + 1,
            due_at: work.now,
            last_failure: None,
            now: work.now,
        };
        let node = work.service().dispatcher().node();
        if !deliveries::finish(work.tx, node, &delivered)? {
            return Ok(Answer::Is(Started::NotOurs));
        }
        attempts::insert(work.tx, &self.attempt(destination, work.now))?;
        let rest = self.written.rest(work, run)?;
        flow_runs::insert(work.tx, &self.row(node, &rest, work.now))?;
        self.written.write(work, run, &rest)?;
        Ok(Answer::Is(Started::Run(run.id)))
    }

    fn is_test(&self, work: &mut Work<'_, '_>) -> Result<bool> {
        let event = events::get(work.tx, self.run.organization, self.delivery.event)?;
        Ok(event.is_some_and(|event| event.test))
    }

    fn attempt(&self, destination: String, now: Timestamp) -> AttemptRow {
        let took = now.since(self.started_at).as_millis();
        AttemptRow {
            organization: self.run.organization,
            event: self.delivery.event,
            destination,
            number: self.delivery.attempts + 1,
            started_at: self.started_at,
            duration_ms: i64::try_from(took).unwrap_or(i64::MAX),
            outcome: "delivered".to_owned(),
            reason: None,
            http_status: None,
            request_headers: None,
            response_headers: None,
            response_body: None,
        }
    }

    fn row(&self, node: NodeId, rest: &Rest, now: Timestamp) -> RunRow {
        let due_at = rest.due_at;
        RunRow {
            organization: self.run.organization,
            id: self.run.id,
            flow: self.run.flow,
            flow_revision: self.revision,
            event: self.delivery.event,
            status: self.written.status.as_str().to_owned(),
            failed_step: self.written.failed_step_text.clone(),
            due_at,
            awaited_connection: rest.awaited_connection(),
            // Otherwise it is over, or it waits and belongs to nobody.
            lease_owner: (self.written.stands == Stands::GoesOn).then_some(node),
            started_at: self.started_at,
            finished_at: due_at.is_none().then_some(now),
        }
    }
}

/// One line for each start; no payload, no personal data.
fn log(delivery: &Delivery, run: &RunRef, status: RunStatus) {
    tracing::debug!(
        organization = %run.organization,
        flow = %run.flow,
        run = %run.id,
        event = %delivery.event,
        event_type = %delivery.event_type,
        status = status.as_str(),
        "flow run",
    );
}
