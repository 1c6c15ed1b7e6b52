use std::sync::Arc;

use winfactor_domain::{FlowRunId, OrganizationId};
use winfactor_flows::{
    Run,
    run::{JournalEntry, RunError, StepRecord, StepRequest},
};
use winfactor_store::{
    StoreError,
    events::{self, EventRow},
    flow_run_steps::{self, StepRow},
    flow_runs::{self, RunRow},
};

use super::{
    End, EventText, NotRun, Plan, Version,
    perform::Actor,
    plan, plan_with, trigger_output, winfactor_actions,
    write::{Planned, RunRef},
};
use crate::{Result, Service, Work};

/// Goes on with a run that this server owns, behind its last record, until it is over or has to
/// wait. Does nothing when the run is not this server's (any more).
pub(super) async fn advance(
    service: &Service,
    organization: OrganizationId,
    id: FlowRunId,
) -> Result<()> {
    let Some(open) = load(service, organization, id).await? else {
        return Ok(());
    };
    let now = service.now();
    let run = RunRef {
        organization,
        id,
        flow: open.row.flow,
        event_type: open.event.as_ref().map(|event| event.event_type),
    };
    let version = service
        .flow_versions()
        .get(service, organization, run.flow, open.row.flow_revision)
        .await?;
    let planned = match (&version, &open.event) {
        (Ok(version), Some(event)) => {
            let actor = Actor::of(&run, now, service.rng());
            let plan = match resumed(version, event, open.journal.clone())? {
                Ok(mut machine) => plan(&mut machine, &actor),
                Err(reason) => Plan::stuck(&reason),
            };
            if plan.end == End::Acts {
                return act(service, run, version.clone(), event.clone(), open.journal).await;
            }
            Planned::new(plan, Some(version), now)
        }
        (Ok(_), None) => Planned::new(Plan::not_run(&NotRun::EventMissing), None, now),
        (Err(reason), _) => Planned::new(Plan::not_run(reason), None, now),
    };
    let status = planned.status.as_str();
    let planned = Arc::new(planned);
    let written = service
        .write(move |work| write(work, &run, &planned))
        .await?;
    tracing::debug!(%organization, flow = %run.flow, run = %id, status, written, "flow run");
    Ok(())
}

/// Goes on with a run whose next step changes records, all in one transaction.
async fn act(
    service: &Service,
    run: RunRef,
    version: Arc<Version>,
    event: EventRow,
    journal: Vec<StepRow>,
) -> Result<()> {
    let status = service
        .write(move |work| {
            if !is_ours(work, &run)? {
                return Ok(None);
            }
            let actor = Actor::of(&run, work.now, work.rng());
            let act = |request: &StepRequest| {
                winfactor_actions::perform(work, run.organization, event.id, request).map(Some)
            };
            let plan = match resumed(&version, &event, journal.clone())? {
                Ok(mut machine) => plan_with(&mut machine, &actor, act)?,
                Err(reason) => Plan::stuck(&reason),
            };
            let planned = Planned::new(plan, Some(&version), work.now);
            match write(work, &run, &planned)? {
                true => Ok(Some(planned.status.as_str())),
                // It was taken over just now: what the step did here must be undone.
                false => Err(StoreError::Busy.into()),
            }
        })
        .await?;
    let (organization, flow, run) = (run.organization, run.flow, run.id);
    tracing::debug!(%organization, %flow, %run, status, "flow run");
    Ok(())
}

fn is_ours(work: &mut Work<'_, '_>, run: &RunRef) -> Result<bool> {
    let node = work.service().dispatcher().node();
    let row = flow_runs::get(work.tx, run.organization, run.id)?;
    Ok(row.is_some_and(|row| row.due_at.is_some() && row.lease_owner == Some(node)))
}

/// Writes a part of a run that is this server's; false when it is not (any more).
fn write(work: &mut Work<'_, '_>, run: &RunRef, planned: &Planned) -> Result<bool> {
    let node = work.service().dispatcher().node();
    let now_stands = (planned.status.as_str(), planned.failed_step_text.as_deref());
    let (organization, due_at, now) = (run.organization, planned.due_at, work.now);
    if !flow_runs::progress(work.tx, node, organization, run.id, now_stands, due_at, now)? {
        return Ok(false);
    }
    planned.write(work, run)?;
    Ok(true)
}

/// A run that has not ended, with all that it consists of.
struct Open {
    row: RunRow,
    event: Option<EventRow>,
    journal: Vec<StepRow>,
}

async fn load(
    service: &Service,
    organization: OrganizationId,
    id: FlowRunId,
) -> Result<Option<Open>> {
    let node = service.dispatcher().node();
    service
        .read(move |tx| {
            let row = flow_runs::get(tx, organization, id)?;
            let ours = |row: &RunRow| row.due_at.is_some() && row.lease_owner == Some(node);
            let Some(row) = row.filter(ours) else {
                return Ok(None);
            };
            let event = events::get(tx, organization, row.event)?;
            let journal = flow_run_steps::of_run(tx, organization, id)?;
            Ok(Some(Open {
                row,
                event,
                journal,
            }))
        })
        .await
}

/// The run as its journal left it.
fn resumed(
    version: &Version,
    event: &EventRow,
    journal: Vec<StepRow>,
) -> Result<Result<Run, RunError>> {
    let event = EventText {
        id: event.id,
        event_type: event.event_type,
        body: &event.body,
    };
    let output = trigger_output(&version.flow, event)?;
    Ok(Run::resume(version.flow.clone(), output, entries(journal)?))
}

/// A stored journal as the flow format has it.
pub(super) fn entries(journal: Vec<StepRow>) -> Result<Vec<JournalEntry>> {
    let entry = |step: StepRow| {
        let record: StepRecord = serde_json::from_str(&step.record)
            .map_err(|error| StoreError::corrupt("flow_run_steps.record", error))?;
        Ok(JournalEntry {
            step_name: step.step_name,
            record,
        })
    };
    journal.into_iter().map(entry).collect()
}
