//! The signing secret of an endpoint is shown on one page, the one after it was made. Between the
//! two requests the browser carries it in a cookie that nobody but this server can read: sealed, for
//! one endpoint and one person, and gone when it was shown.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use winfactor_domain::EndpointId;
use winfactor_service::{
    accounts::Staff,
    secrets::{ExposeSecret, SecretString},
};

use crate::{AppState, cookies};

const COOKIE: &str = "winfactor_shown_secret";
/// Long enough for a redirect, too short to be found later.
const LIFETIME: Duration = Duration::from_secs(60);

/// The secret of an endpoint, sealed for the page that shows it.
pub(super) fn seal(state: &AppState, staff: &Staff, endpoint: EndpointId, secret: &str) -> String {
    let sealer = state.service().secrets().sealer();
    let sealed = sealer.seal(&context(staff, endpoint), secret.as_bytes());
    URL_SAFE_NO_PAD.encode(sealed)
}

/// Takes a sealed secret to the next page.
pub(super) fn carry(state: &AppState, sealed: &str) -> HeaderValue {
    cookies::set(state, COOKIE, sealed, LIFETIME.as_secs())
}

/// Makes the browser forget it.
pub(super) fn forget(state: &AppState) -> HeaderValue {
    cookies::set(state, COOKIE, "", 0)
}

/// Whether a request carries a secret, whichever it is.
pub(super) fn is_carried(headers: &HeaderMap) -> bool {
    cookies::value(headers, COOKIE).is_some()
}

/// The secret that a request carries for this endpoint and this person.
pub(super) fn carried(
    state: &AppState,
    headers: &HeaderMap,
    staff: &Staff,
    endpoint: EndpointId,
) -> Option<SecretString> {
    let sealed = URL_SAFE_NO_PAD
        .decode(cookies::value(headers, COOKIE)?)
        .ok()?;
    let sealed = String::from_utf8(sealed).ok()?;
    let sealer = state.service().secrets().sealer();
    let secret = sealer.open(&context(staff, endpoint), &sealed).ok()?;
    let secret = std::str::from_utf8(secret.expose_secret()).ok()?;
    Some(secret.to_owned().into())
}

fn context(staff: &Staff, endpoint: EndpointId) -> String {
    format!("shown_secret/{}/{endpoint}", staff.user)
}
