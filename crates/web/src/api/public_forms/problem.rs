use axum::{body::Body, http::HeaderMap, response::Response};

use crate::{
    api::{
        body,
        error::{self, ErrorBody, ErrorInfo},
    },
    edge::{Asked, Trouble},
    view::Problem,
};

/// Whether a program sent this.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    body::is_json(headers)
}

/// What a program is told when something went wrong here.
pub(crate) fn apology(trouble: Trouble, asked: &Asked<'_>) -> Response {
    error::apologize(trouble, asked)
}

/// What a page would say, for a program: the body of an answer in JSON.
pub(crate) fn problem(problem: Problem) -> Body {
    let (code, message) = match problem {
        Problem::NotFound => ("not_found", "there is nothing at this address"),
        Problem::OfferNotFound => ("not_found", "there is no quote page with this token"),
        Problem::Forbidden | Problem::FormExpired => ("forbidden", "this is not allowed"),
        Problem::TooManyRequests { .. } => (
            "rate_limited",
            "too many requests; try again after the seconds that Retry-After names",
        ),
        Problem::BadRequest => ("bad_request", "the request cannot be understood"),
        Problem::Internal => ("internal_error", "something went wrong on the server"),
        Problem::Unavailable => (
            "unavailable",
            "the server cannot answer at the moment; nothing was done",
        ),
    };
    let body = ErrorBody {
        error: ErrorInfo {
            code: code.into(),
            message: message.into(),
            details: Vec::new(),
            reference: None,
        },
    };
    let body = serde_json::to_vec(&body).expect("texts can be written as JSON");
    Body::from(body)
}
