use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, header, request::Parts},
};
use winfactor_domain::{ApiKeyId, OrganizationId};
use winfactor_service::{Service, api_keys};

use super::error::ApiError;
use crate::{AppState, ClientAddress};

/// Who calls, and on whose data: a handler that takes this is only reached with an API key in use,
/// within its limits, and, when it changes anything, with a key that may.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    pub(super) organization: OrganizationId,
    key: ApiKeyId,
    pub(super) state: AppState,
}

impl Caller {
    pub(super) fn service(&self) -> &Service {
        self.state.service()
    }

    /// Who calls, for people: what they named the key.
    pub(super) async fn name(&self) -> Result<String, ApiError> {
        let key = api_keys::get(self.service(), self.organization, self.key).await?;
        Ok(key.name)
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let caller = match presented(&parts.headers) {
            Some(key) => api_keys::authenticate(state.service(), key).await?,
            None => None,
        };
        let Some(caller) = caller else {
            let ClientAddress(address) = ClientAddress::of(parts, state);
            state.limits().address(address)?;
            return Err(ApiError::unauthorized());
        };
        state.limits().key(caller.key)?;
        if caller.read_only && !matches!(parts.method, Method::GET | Method::HEAD) {
            return Err(ApiError::read_only_key());
        }
        Ok(Caller {
            organization: caller.organization,
            key: caller.key,
            state: state.clone(),
        })
    }
}

/// What follows `Bearer`, in whatever case that word is written (RFC 9110, 11.1).
fn presented(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}
