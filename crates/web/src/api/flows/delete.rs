use axum::http::StatusCode;
use winfactor_domain::FlowId;
use winfactor_service::flows;

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
};

/// Delete a flow
///
/// What waits for it is not run. The log of its runs stays.
#[utoipa::path(
    delete, path = "/flows/{id}", operation_id = "deleteFlow", tag = TAG,
    params(("id" = String, Path, description = "The flow's id.")),
    responses((status = 204, description = "It is gone."), Writing),
)]
pub(super) async fn delete(
    caller: Caller,
    PathId(id): PathId<FlowId>,
) -> Result<StatusCode, ApiError> {
    flows::delete(caller.service(), caller.organization, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
