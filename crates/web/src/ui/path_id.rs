use std::str::FromStr;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use crate::{AppState, page_error::PageError};

/// The id in a path. What is no id of this kind names nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct PathId<I>(pub(super) I);

impl<I: FromStr> FromRequestParts<AppState> for PathId<I> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, PageError> {
        let text = Path::<String>::from_request_parts(parts, state).await;
        let id = text.ok().and_then(|Path(text)| text.parse().ok());
        id.map(PathId).ok_or_else(PageError::not_found)
    }
}
