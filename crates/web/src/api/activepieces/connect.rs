use std::fmt;

use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_service::activepieces::{self, NewSignIn};

use super::{TAG, sign_in::ActivePiecesSignIn};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    reply::Reply,
};

/// Who signs in where.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ActivePiecesAccount {
    /// Any address of the server.
    #[schema(example = "https://cloud.activepieces.com")]
    url: String,
    #[schema(example = "anna@windows.example")]
    email: String,
    /// It is sent to the server and kept nowhere.
    #[schema(format = Password)]
    password: String,
}

/// The password is not shown.
impl fmt::Debug for ActivePiecesAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ActivePiecesAccount")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// Sign in to an ActivePieces server
///
/// Keeps the server's token, encrypted, in the place of the one before; never the password. A server
/// in a private network needs the operator's `--allow-host`.
#[utoipa::path(
    post, path = "/activepieces/connect", operation_id = "connectActivePieces", tag = TAG,
    request_body = ActivePiecesAccount,
    responses((status = 200, description = "Signed in.", body = ActivePiecesSignIn), Changing),
)]
pub(super) async fn connect(
    caller: Caller,
    JsonBody(account): JsonBody<ActivePiecesAccount>,
) -> Result<Reply<ActivePiecesSignIn>, ApiError> {
    let new = NewSignIn {
        url: account.url,
        email: account.email,
        password: account.password.into(),
    };
    let signed_in = activepieces::sign_in(caller.service(), caller.organization, new).await?;
    Ok(Reply(signed_in.into()))
}
