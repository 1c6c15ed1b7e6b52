use axum::extract::{FromRequest, Request};

use crate::{AppState, api::public_forms::is_json, form_body::FormBody, page_error::PageError};

/// What was posted to a public address: the form of its page, or the same as JSON from a program.
#[derive(Debug)]
pub(super) enum Posted {
    Form(FormBody),
    Json(Request),
}

impl FromRequest<AppState> for Posted {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, PageError> {
        if is_json(request.headers()) {
            return Ok(Posted::Json(request));
        }
        Ok(Posted::Form(FormBody::from_request(request, state).await?))
    }
}
