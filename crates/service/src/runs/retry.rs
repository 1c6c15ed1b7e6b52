use winfactor_domain::{FlowRunId, OrganizationId};
use winfactor_flows::run::{RunStatus, StepStatus};
use winfactor_store::{flow_run_steps, flow_runs, flow_versions};

use super::{RunView, advance, get, list::summary};
use crate::{Result, Service, ServiceError};

/// Runs a failed run again from the steps that failed, with the version of the flow that it began
/// with. Steps that succeeded are not repeated. The run goes on in the background.
pub async fn retry(
    service: &Service,
    organization: OrganizationId,
    id: FlowRunId,
) -> Result<RunView> {
    service
        .write(move |work| {
            let row = flow_runs::get(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("flow run", id))?;
            let (flow, revision) = (row.flow, row.flow_revision);
            let run = summary(row, None, None)?;
            if !matches!(run.status, RunStatus::Failed | RunStatus::InternalError) {
                return Err(not_failed(id));
            }
            if flow_versions::get(work.tx, organization, flow, revision)?.is_none() {
                return Err(ServiceError::conflict(
                    "flow_deleted",
                    format!("the flow of run \"{id}\" was deleted; the run cannot go on"),
                ));
            }
            let change = (run.status.as_str(), RunStatus::Running.as_str());
            if !flow_runs::reopen(work.tx, organization, id, change, work.now)? {
                return Err(not_failed(id));
            }
            // What failed is forgotten, so that the run goes on as if it had not been tried.
            let journal = flow_run_steps::of_run(work.tx, organization, id)?;
            let positions: Vec<u32> = journal.iter().map(|step| step.position).collect();
            for (position, entry) in positions.into_iter().zip(advance::entries(journal)?) {
                if entry.record.status == StepStatus::Failed {
                    flow_run_steps::delete(work.tx, organization, id, position)?;
                }
            }
            work.runs_due();
            Ok(())
        })
        .await?;
    get(service, organization, id).await
}

fn not_failed(id: FlowRunId) -> ServiceError {
    ServiceError::conflict(
        "run_not_failed",
        format!("run \"{id}\" has not failed; only a failed run can be tried again"),
    )
}
