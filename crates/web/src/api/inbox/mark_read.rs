use axum::http::StatusCode;
use winfactor_domain::MessageId;
use winfactor_service::inbox;

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
};

/// Note that a message was read
///
/// The first time counts.
#[utoipa::path(
    post, path = "/inbox/{id}/read", operation_id = "markMessageRead", tag = TAG,
    params(("id" = String, Path, description = "The message's id.")),
    responses((status = 204, description = "Noted."), Writing),
)]
pub(super) async fn mark_read(
    caller: Caller,
    PathId(id): PathId<MessageId>,
) -> Result<StatusCode, ApiError> {
    inbox::mark_read(caller.service(), caller.organization, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
