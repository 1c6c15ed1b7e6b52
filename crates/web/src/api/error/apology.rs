use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

use super::{ErrorBody, ErrorInfo};
use crate::{
    api::reply::json,
    edge::{Asked, Trouble},
};

/// What the API answers when something went wrong here.
pub(crate) fn apologize(trouble: Trouble, asked: &Asked<'_>) -> Response {
    let (status, code, message) = match trouble {
        Trouble::Unexpected => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal_error",
            "something went wrong on the server; it is logged under this reference",
        ),
        Trouble::TooSlow => (
            StatusCode::SERVICE_UNAVAILABLE,
            "timeout",
            "the server did not finish in time, and the request may or may not have been carried \
             out; repeat it with the same Idempotency-Key",
        ),
    };
    let body = ErrorBody {
        error: ErrorInfo {
            code: code.into(),
            message: message.into(),
            details: Vec::new(),
            reference: Some(asked.id.to_string()),
        },
    };
    let mut response = json(status, &body);
    if trouble == Trouble::TooSlow {
        let soon = HeaderValue::from_static("5");
        response.headers_mut().insert(header::RETRY_AFTER, soon);
    }
    response
}
