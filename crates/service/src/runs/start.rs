use std::sync::Arc;

use winfactor_domain::{FlowId, FlowRunId, Timestamp};
use winfactor_flows::{Run, run::RunStatus};
use winfactor_store::{
    attempts::{self, AttemptRow},
    deliveries::{self, DeliveryStatus, Finish},
    events,
    flow_runs::{self, RunRow},
    flows::{self, FlowState},
};

use super::{
    EventText, Plan,
    perform::Actor,
    plan, trigger_output,
    write::{Planned, RunRef},
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

/// Starts a run for an event and goes as far with it as it goes without waiting.
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
    let actor = Actor::of(&run, now, service.rng());
    let planned = match &version {
        Ok(version) => {
            let event = EventText {
                id: delivery.event,
                event_type: delivery.event_type,
                body: &delivery.body,
            };
            let output = trigger_output(&version.flow, event)?;
            let mut machine = Run::start(version.flow.clone(), output);
            let mut trigger = machine.trigger_entry();
            // It stands in the event already.
            trigger.record.output = None;
            let mut plan = plan(&mut machine, &actor);
            plan.entries.insert(0, trigger);
            Planned::new(plan, Some(version), now)
        }
        Err(reason) => Planned::new(Plan::not_run(reason), None, now),
    };
    let start = Arc::new(Start {
        delivery: delivery.clone(),
        run,
        revision,
        planned,
        started_at: now,
    });
    let status = start.planned.status;
    let answer = service.write(move |work| start.write(work)).await?;
    if let Answer::Is(Started::Run(_)) = answer {
        log(delivery, &run, status);
    }
    Ok(answer)
}

/// Everything that is written, in one transaction.
struct Start {
    delivery: Delivery,
    run: RunRef,
    revision: i64,
    planned: Planned,
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
        flow_runs::insert(work.tx, &self.row(work.now))?;
        self.planned.write(work, run)?;
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

    fn row(&self, now: Timestamp) -> RunRow {
        let due_at = self.planned.due_at;
        RunRow {
            organization: self.run.organization,
            id: self.run.id,
            flow: self.run.flow,
            flow_revision: self.revision,
            event: self.delivery.event,
            status: self.planned.status.as_str().to_owned(),
            failed_step: self.planned.failed_step_text.clone(),
            due_at,
            // It is over, or it waits and belongs to nobody.
            lease_owner: None,
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
