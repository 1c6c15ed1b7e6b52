use std::sync::Arc;

use winfactor_domain::{FlowRunId, OrganizationId};
use winfactor_flows::{
    Run,
    pieces::ResumePayload,
    run::{JournalEntry, RecordedWaitpoint, RunError, StepStatus},
};
use winfactor_store::{
    StoreError,
    events::{self, EventRow},
    flow_run_steps::{self, StepRow},
    flow_run_waitpoints::{self, WaitpointRow},
    flow_runs::{self, RunRow},
};

use super::{
    End, EventText, NotRun, Part, Version,
    drive::{self, Driven, drive, next_part},
    places::Place,
    setup::{SetupFor, setup},
    trigger_output,
    write::{LONGEST_PAUSE, RunRef},
};
use crate::{Result, Service};

/// Goes on with a run that this server owns, behind its last record, until it is over or has to
/// wait. Does nothing when the run is not this server's (any more).
pub(super) async fn advance(
    service: &Service,
    organization: OrganizationId,
    id: FlowRunId,
    place: Place,
) -> Result<()> {
    let Some(open) = load(service, organization, id).await? else {
        return Ok(());
    };
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
    let not_run = match (version, &open.event) {
        (Ok(version), Some(event)) => {
            match restored(service, &run, &version, event, &open).await? {
                Ok(machine) => {
                    let driven = Driven {
                        run,
                        event: event.id,
                        version,
                        machine,
                        place,
                    };
                    return go_on(service, driven, open.waitpoint).await;
                }
                Err(reason) => Part::stuck(&reason),
            }
        }
        (Ok(_), None) => Part::not_run(&NotRun::EventMissing),
        (Err(reason), _) => Part::not_run(&reason),
    };
    drive::write(service, &run, not_run).await.map(drop)
}

async fn go_on(service: &Service, driven: Driven, waitpoint: Option<WaitpointRow>) -> Result<()> {
    let (run, version) = (driven.run, Arc::clone(&driven.version));
    let (machine, mut part) = next_part(service, &run, &version, driven.machine).await?;
    let driven = Driven { machine, ..driven };
    if let End::Paused(pause) = &part.end
        && let Some(awaited_at) = waitpoint.and_then(|waitpoint| waitpoint.awaited_at)
        && service.now().since(awaited_at) >= LONGEST_PAUSE
    {
        part = Part::timed_out(pause);
    }
    let goes = drive::write(service, &run, part).await?;
    drive(service, driven, goes).await
}

/// A run that has not ended, with all that it consists of.
struct Open {
    row: RunRow,
    event: Option<EventRow>,
    journal: Vec<JournalEntry>,
    /// Where it waits for somebody.
    waitpoint: Option<WaitpointRow>,
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
            let journal = entries(flow_run_steps::of_run(tx, organization, id)?)?;
            let waitpoint = match journal.iter().find_map(awaited) {
                Some(waitpoint) => flow_run_waitpoints::get(tx, id, waitpoint)?,
                None => None,
            };
            Ok(Some(Open {
                row,
                event,
                journal,
                waitpoint,
            }))
        })
        .await
}

/// The waitpoint at which a step waits now.
fn awaited(entry: &JournalEntry) -> Option<&str> {
    match &entry.record.waitpoint {
        Some(RecordedWaitpoint::Awaited(id)) if entry.record.status == StepStatus::Paused => {
            Some(id)
        }
        _ => None,
    }
}

async fn restored(
    service: &Service,
    run: &RunRef,
    version: &Version,
    event: &EventRow,
    open: &Open,
) -> Result<Result<Run, RunError>> {
    let purpose = SetupFor::GoingOn {
        is_test: event.test,
    };
    let event = EventText {
        id: event.id,
        event_type: event.event_type,
        body: &event.body,
    };
    let output = trigger_output(&version.flow, event)?;
    let setup = setup(service, run.organization, run.id, &version.flow, purpose).await?;
    let journal = open.journal.iter().cloned();
    let mut machine = match Run::restore(version.flow.clone(), output, journal, setup) {
        Ok(machine) => machine,
        Err(error) => return Ok(Err(error)),
    };
    let payload = open.waitpoint.as_ref().and_then(|it| it.payload.as_deref());
    if let Some(payload) = payload {
        let payload: ResumePayload = serde_json::from_str(payload)
            .map_err(|error| StoreError::corrupt("flow_run_waitpoints.payload", error))?;
        machine.resume(payload);
    }
    Ok(Ok(machine))
}

/// A stored journal as the flow format has it.
pub(super) fn entries(journal: Vec<StepRow>) -> Result<Vec<JournalEntry>> {
    let entry = |step: StepRow| {
        let path = step.path.parse();
        let record = serde_json::from_str(&step.record);
        Ok(JournalEntry {
            path: path.map_err(|error| StoreError::corrupt("flow_run_steps.path", error))?,
            record: Arc::new(
                record.map_err(|error| StoreError::corrupt("flow_run_steps.record", error))?,
            ),
        })
    };
    journal.into_iter().map(entry).collect()
}
