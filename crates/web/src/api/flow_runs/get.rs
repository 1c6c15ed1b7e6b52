use winfactor_domain::FlowRunId;
use winfactor_service::runs;

use super::{TAG, resource::FlowRun};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// One run of a flow
///
/// The run of that id, with what each of its steps did.
#[utoipa::path(
    get, path = "/flow-runs/{id}", operation_id = "getFlowRun", tag = TAG,
    params(("id" = String, Path, description = "The run's id.")),
    responses((status = 200, description = "The run.", body = FlowRun), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    PathId(id): PathId<FlowRunId>,
) -> Result<Reply<FlowRun>, ApiError> {
    let found = runs::get(caller.service(), caller.organization, id).await?;
    Ok(Reply(found.into()))
}
