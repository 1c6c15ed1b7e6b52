use axum::http::{HeaderMap, HeaderValue};
use secrecy::ExposeSecret;
use winfactor_domain::Timestamp;
use winfactor_service::accounts::SignedIn;

use crate::{AppState, cookies};

const NAME: &str = "winfactor_session";

/// The cookie of a session that has begun.
pub(crate) fn begin(state: &AppState, signed_in: &SignedIn) -> HeaderValue {
    set(
        state,
        signed_in.token.expose_secret(),
        signed_in.staff.expires_at,
    )
}

/// Makes the browser forget its session.
pub(crate) fn end(state: &AppState) -> HeaderValue {
    cookies::set(state, NAME, "", 0)
}

/// The token of the session that a request shows; whether it opens one is not said.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    cookies::value(headers, NAME).filter(|token| !token.is_empty())
}

/// The cookie of a session that lasts until then.
pub(super) fn set(state: &AppState, token: &str, expires_at: Timestamp) -> HeaderValue {
    let left = expires_at.since(state.service().now());
    cookies::set(state, NAME, token, left.as_secs())
}
