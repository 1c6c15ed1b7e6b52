use winfactor_service::activepieces;

use super::{TAG, sign_in::ActivePiecesSignIn};
use crate::api::{
    caller::Caller,
    error::{ApiError, Changing},
    reply::Reply,
};

/// Get the sign-in at ActivePieces
///
/// `409 activepieces_not_signed_in` when there is none.
#[utoipa::path(
    get, path = "/activepieces", operation_id = "getActivePieces", tag = TAG,
    responses((status = 200, description = "The sign-in.", body = ActivePiecesSignIn), Changing),
)]
pub(super) async fn get(caller: Caller) -> Result<Reply<ActivePiecesSignIn>, ApiError> {
    let signed_in = activepieces::get(caller.service(), caller.organization).await?;
    Ok(Reply(signed_in.into()))
}
