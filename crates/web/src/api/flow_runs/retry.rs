use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::FlowRunId;
use winfactor_service::runs;

use super::{TAG, resource::FlowRun};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    id_path::PathId,
    reply::Reply,
};

/// How a failed run shall be retried.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RetryInput {
    #[serde(default)]
    #[schema(default = "FROM_FAILED_STEP")]
    strategy: FlowRetryStrategy,
}

/// What is repeated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum FlowRetryStrategy {
    /// What failed, with the version of the flow that the run began with.
    #[default]
    FromFailedStep,
    /// Everything, with the flow as it is now.
    OnLatestVersion,
}

/// Retry a failed run
///
/// `FROM_FAILED_STEP`, or no body: goes on at the step that failed, with the version of the flow that
/// the run began with; steps that succeeded are not repeated. `ON_LATEST_VERSION`: runs the whole flow
/// again as it is now; steps that succeeded are repeated, and what they did happens twice. A run that
/// has not failed is `409 run_not_failed`.
#[utoipa::path(
    post, path = "/flow-runs/{id}/retry", operation_id = "retryFlowRun", tag = TAG,
    params(("id" = String, Path, description = "The run's id.")),
    request_body = RetryInput,
    responses((status = 200, description = "The run, which goes on.", body = FlowRun), Changing),
)]
pub(super) async fn retry(
    caller: Caller,
    PathId(id): PathId<FlowRunId>,
    JsonBody(input): JsonBody<RetryInput>,
) -> Result<Reply<FlowRun>, ApiError> {
    let (service, organization) = (caller.service(), caller.organization);
    let run = match input.strategy {
        FlowRetryStrategy::FromFailedStep => runs::retry(service, organization, id).await?,
        FlowRetryStrategy::OnLatestVersion => {
            runs::retry_on_latest_version(service, organization, id).await?
        }
    };
    Ok(Reply(run.into()))
}
