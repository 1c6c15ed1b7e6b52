use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use winfactor_service::quotes::Visitor;

use crate::{AppState, ClientAddress, page_error::PageError};

/// Whoever sends a form, admitted under the limit for each address.
#[derive(Clone, Debug)]
pub(super) struct Sender(pub(super) Visitor);

impl FromRequestParts<AppState> for Sender {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, PageError> {
        let ClientAddress(address) = ClientAddress::of(parts, state);
        state.limits().address(address)?;
        let user_agent = user_agent(&parts.headers);
        Ok(Sender(Visitor::new(&address.to_string(), user_agent)))
    }
}

/// What a program calls itself; empty when it does not say.
pub(super) fn user_agent(headers: &HeaderMap) -> &str {
    let name = headers.get(header::USER_AGENT);
    name.and_then(|name| name.to_str().ok()).unwrap_or_default()
}
