use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};
use winfactor_domain::{Id, IdKind};

use super::error::ApiError;
use crate::AppState;

/// The id in an address. What is no id of this kind names nothing, as an unknown id does.
#[derive(Debug)]
pub(super) struct PathId<I>(pub(super) I);

impl<K: IdKind> FromRequestParts<AppState> for PathId<Id<K>> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let missing = || ApiError::not_found(format!("an id here begins with \"{}_\"", K::PREFIX));
        let parameters = RawPathParams::from_request_parts(parts, state).await;
        let parameters = parameters.map_err(|_| missing())?;
        let (_, id) = parameters.iter().next().ok_or_else(missing)?;
        id.parse().map(PathId).map_err(|_| missing())
    }
}
