use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::AppState;

/// What a client of an event stream saw last, when it comes back.
#[derive(Debug)]
pub(super) struct LastEventId(pub(super) Option<String>);

impl FromRequestParts<AppState> for LastEventId {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Infallible> {
        let value = parts.headers.get("last-event-id");
        let text = value.and_then(|value| value.to_str().ok());
        Ok(LastEventId(
            text.filter(|text| !text.is_empty()).map(str::to_owned),
        ))
    }
}
