use std::sync::Arc;

use winfactor_domain::{FlowRunId, OrganizationId};
use winfactor_flows::{
    Run,
    run::{JournalEntry, StepRecord},
};
use winfactor_store::{
    StoreError,
    events::{self, EventRow},
    flow_run_steps::{self, StepRow},
    flow_runs::{self, RunRow},
};

use super::{
    EventText, NotRun, Plan, Version,
    perform::Actor,
    plan, trigger_output,
    write::{Planned, RunRef},
};
use crate::{Result, Service};

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
            let actor = Actor {
                organization,
                flow: run.flow,
                run: id,
                now,
                rng: service.rng(),
            };
            let plan = go_on(version, event, open.journal, &actor)?;
            Planned::new(plan, Some(version), now)
        }
        (Ok(_), None) => Planned::new(Plan::not_run(&NotRun::EventMissing), None, now),
        (Err(reason), _) => Planned::new(Plan::not_run(reason), None, now),
    };
    let node = service.dispatcher().node();
    let status = planned.status.as_str();
    let planned = Arc::new(planned);
    let written = service
        .write(move |work| {
            let failed_step = planned.failed_step_text.as_deref();
            let now_stands = (planned.status.as_str(), failed_step);
            let (due_at, now) = (planned.due_at, work.now);
            if !flow_runs::progress(work.tx, node, organization, id, now_stands, due_at, now)? {
                return Ok(false);
            }
            planned.write(work, &run)?;
            Ok(true)
        })
        .await?;
    tracing::debug!(%organization, flow = %run.flow, run = %id, status, written, "flow run");
    Ok(())
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

fn go_on(
    version: &Version,
    event: &EventRow,
    journal: Vec<StepRow>,
    actor: &Actor<'_>,
) -> Result<Plan> {
    let event = EventText {
        id: event.id,
        event_type: event.event_type,
        body: &event.body,
    };
    let output = trigger_output(&version.flow, event)?;
    let journal = entries(journal)?;
    Ok(match Run::resume(version.flow.clone(), output, journal) {
        Ok(mut machine) => plan(&mut machine, actor),
        Err(reason) => Plan::stuck(&reason),
    })
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
