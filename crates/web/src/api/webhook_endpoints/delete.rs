use axum::http::StatusCode;
use winfactor_domain::EndpointId;
use winfactor_service::endpoints;

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
};

/// Delete a webhook endpoint
///
/// What still waits for it is not sent. The events and what was tried stay.
#[utoipa::path(
    delete, path = "/webhook-endpoints/{id}", operation_id = "deleteWebhookEndpoint", tag = TAG,
    params(("id" = String, Path, description = "The endpoint's id.")),
    responses((status = 204, description = "It is gone."), Writing),
)]
pub(super) async fn delete(
    caller: Caller,
    PathId(id): PathId<EndpointId>,
) -> Result<StatusCode, ApiError> {
    endpoints::delete(caller.service(), caller.organization, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
