use axum::{
    http::{HeaderMap, header},
    response::Response,
};
use winfactor_service::accounts;

use crate::{
    page_error::PageError,
    session,
    ui::{answer::see_with, posted::Posted},
    view::{Notice, routes},
};

/// Ends the session.
pub(super) async fn leave(headers: HeaderMap, posted: Posted) -> Result<Response, PageError> {
    if let Some(token) = session::token(&headers) {
        accounts::sign_out(posted.service(), token).await?;
    }
    let mut response = see_with(routes::SIGN_IN, Notice::SignedOut);
    let cookie = session::end(&posted.state);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
