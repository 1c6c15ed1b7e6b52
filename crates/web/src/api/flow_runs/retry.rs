use winfactor_domain::FlowRunId;
use winfactor_service::runs;

use super::{TAG, resource::FlowRun};
use crate::api::{
    caller::Caller,
    error::{ApiError, Changing},
    id_path::PathId,
    reply::Reply,
};

/// Retry a failed run
///
/// Goes on at the step that failed, with the version of the flow that the run began with; steps that
/// succeeded are not repeated. A run that has not failed is `409 run_not_failed`.
#[utoipa::path(
    post, path = "/flow-runs/{id}/retry", operation_id = "retryFlowRun", tag = TAG,
    params(("id" = String, Path, description = "The run's id.")),
    responses((status = 200, description = "The run, which goes on.", body = FlowRun), Changing),
)]
pub(super) async fn retry(
    caller: Caller,
    PathId(id): PathId<FlowRunId>,
) -> Result<Reply<FlowRun>, ApiError> {
    let run = runs::retry(caller.service(), caller.organization, id).await?;
    Ok(Reply(run.into()))
}
