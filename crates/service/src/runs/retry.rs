use std::sync::Arc;

use winfactor_domain::{FlowRunId, OrganizationId};
use winfactor_flows::run::{JournalEntry, RunStatus, StepRecord, StepStatus};
use winfactor_store::{
    flow_run_steps, flow_run_waitpoints,
    flow_runs::{self, RunRow},
    flow_versions, flows,
};

use super::{RunView, advance, get, list::summary, write};
use crate::{Result, Service, ServiceError, Work};

/// Runs a failed run again from the steps that failed, with the version of the flow that it began
/// with. Steps that succeeded are not repeated. The run goes on in the background.
pub async fn retry(
    service: &Service,
    organization: OrganizationId,
    id: FlowRunId,
) -> Result<RunView> {
    service
        .write(move |work| {
            let row = reopened(work, organization, id)?;
            let (flow, revision) = (row.flow, row.flow_revision);
            if flow_versions::get(work.tx, organization, flow, revision)?.is_none() {
                return Err(flow_deleted(id));
            }
            // What failed is forgotten, so that the run goes on as if it had not been tried.
            let journal = flow_run_steps::of_run(work.tx, organization, id)?;
            for entry in advance::entries(journal)? {
                if entry.record.status == StepStatus::Failed {
                    let path = entry.path.to_string();
                    flow_run_steps::delete(work.tx, organization, id, &path)?;
                } else if entry.record.connection.is_some() {
                    let waits_anew = write::row(&waits_anew(entry));
                    flow_run_steps::put(work.tx, organization, id, &waits_anew)?;
                }
            }
            Ok(())
        })
        .await?;
    get(service, organization, id).await
}

/// Runs a failed run again as a whole, with the flow as it is now: steps that succeeded are repeated.
/// The run goes on in the background.
pub async fn retry_on_latest_version(
    service: &Service,
    organization: OrganizationId,
    id: FlowRunId,
) -> Result<RunView> {
    service
        .write(move |work| {
            let row = reopened(work, organization, id)?;
            let state = flows::state(work.tx, organization, row.flow)?;
            let revision = state.ok_or_else(|| flow_deleted(id))?.revision;
            flow_runs::set_revision(work.tx, organization, id, revision)?;
            flow_run_steps::delete_all(work.tx, organization, id)?;
            flow_run_waitpoints::delete_all(work.tx, organization, id)?;
            Ok(())
        })
        .await?;
    get(service, organization, id).await
}

/// Opens a run that failed, due at once.
fn reopened(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: FlowRunId,
) -> Result<RunRow> {
    let row = flow_runs::get(work.tx, organization, id)?
        .ok_or_else(|| ServiceError::not_found("flow run", id))?;
    let status = summary(row.clone(), None, None)?.status;
    let has_failed =
        status.is_terminal() && !matches!(status, RunStatus::Succeeded | RunStatus::Canceled);
    let change = (status.as_str(), RunStatus::Running.as_str());
    if !has_failed || !flow_runs::reopen(work.tx, organization, id, change, work.now)? {
        return Err(not_failed(id));
    }
    work.runs_due();
    Ok(row)
}

/// A step that waited for its connection for too long may wait as long again.
fn waits_anew(entry: JournalEntry) -> JournalEntry {
    let record = StepRecord {
        waits_since: None,
        ..Arc::unwrap_or_clone(entry.record)
    };
    JournalEntry {
        record: Arc::new(record),
        ..entry
    }
}

fn flow_deleted(id: FlowRunId) -> ServiceError {
    ServiceError::conflict(
        "flow_deleted",
        format!("the flow of run \"{id}\" was deleted; the run cannot go on"),
    )
}

fn not_failed(id: FlowRunId) -> ServiceError {
    ServiceError::conflict(
        "run_not_failed",
        format!("run \"{id}\" has not failed; only a failed run can be tried again"),
    )
}
