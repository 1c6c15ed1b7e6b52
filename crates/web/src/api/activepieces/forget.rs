use axum::http::StatusCode;
use winfactor_service::activepieces;

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Changing},
};

/// Forget the sign-in at ActivePieces
///
/// Its token is gone. Flows that were brought there stay, and go on with their events.
#[utoipa::path(
    delete, path = "/activepieces", operation_id = "forgetActivePieces", tag = TAG,
    responses((status = 204, description = "It is forgotten."), Changing),
)]
pub(super) async fn forget(caller: Caller) -> Result<StatusCode, ApiError> {
    activepieces::forget(caller.service(), caller.organization).await?;
    Ok(StatusCode::NO_CONTENT)
}
