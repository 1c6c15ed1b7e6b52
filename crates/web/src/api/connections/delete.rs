use axum::http::StatusCode;
use winfactor_domain::ConnectionId;
use winfactor_service::connections;

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
};

/// Delete a connection
///
/// Its value is gone for good. Flow steps that name it fail from now on, those
/// that wait for it too.
#[utoipa::path(
    delete, path = "/connections/{id}", operation_id = "deleteConnection", tag = TAG,
    params(("id" = String, Path, description = "The connection's id.")),
    responses((status = 204, description = "It is gone."), Writing),
)]
pub(super) async fn delete(
    caller: Caller,
    PathId(id): PathId<ConnectionId>,
) -> Result<StatusCode, ApiError> {
    connections::delete(caller.service(), caller.organization, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
