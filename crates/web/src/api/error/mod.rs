//! How the API says no: `{"error": {"code", "message", "details"?}}`, with a stable `code`.
//!
//! | status | whose turn it is |
//! | --- | --- |
//! | 400, 413, 415 | the caller's: the request cannot be read |
//! | 401, 403, 404, 405 | the caller's: not with this key, or not here |
//! | 409 | the caller's: it contradicts what is there |
//! | 422 | the caller's: `details` names each field by its JSON pointer |
//! | 429, 503 | nobody's: later, after `Retry-After` seconds |
//! | 500 | ours: logged once, under the `reference` in the answer |

mod apology;
mod body;
mod from_service;
mod responses;

pub(crate) use apology::apologize;
pub(super) use body::{ErrorBody, ErrorDetail, ErrorInfo};
pub(super) use responses::{Changing, Creating, Reading, Writing};

use std::{borrow::Cow, sync::Arc};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use winfactor_domain::{FieldError, Invalid};

use super::{
    decode::{JsonError, ShapeError},
    reply::json,
};
use crate::{RateLimited, edge::Failure};

/// A refusal on its way to the caller.
#[derive(Debug)]
pub(crate) struct ApiError {
    status: StatusCode,
    code: &'static str,
    message: Cow<'static, str>,
    details: Vec<ErrorDetail>,
    retry_after: Option<u64>,
    /// What our log is to say.
    failure: Option<Failure>,
}

impl ApiError {
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        ApiError {
            status,
            code,
            message: message.into(),
            details: Vec::new(),
            retry_after: None,
            failure: None,
        }
    }

    pub(super) fn unauthorized() -> Self {
        let message = "send an API key in use: Authorization: Bearer wf_live_…";
        ApiError::new(StatusCode::UNAUTHORIZED, "unauthorized", message)
    }

    pub(super) fn read_only_key() -> Self {
        let message = "this API key may only read: use one that may write";
        ApiError::new(StatusCode::FORBIDDEN, "read_only_key", message)
    }

    pub(super) fn not_found(message: impl Into<Cow<'static, str>>) -> Self {
        ApiError::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    /// Refused for now.
    fn later(code: &'static str, message: &'static str, seconds: u64) -> Self {
        let error = ApiError::new(StatusCode::SERVICE_UNAVAILABLE, code, message);
        ApiError {
            retry_after: Some(seconds),
            ..error
        }
    }

    fn because(self, error: Arc<dyn std::error::Error + Send + Sync>) -> Self {
        let apologize = self.status == StatusCode::INTERNAL_SERVER_ERROR;
        ApiError {
            failure: Some(Failure { error, apologize }),
            ..self
        }
    }
}

impl From<Invalid> for ApiError {
    fn from(invalid: Invalid) -> Self {
        let message = match invalid.0.as_slice() {
            [_] => "a field cannot be accepted: see details",
            _ => "some fields cannot be accepted: see details",
        };
        let error = ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "validation_error",
            message,
        );
        ApiError {
            details: invalid.0.into_iter().map(ErrorDetail::from).collect(),
            ..error
        }
    }
}

impl From<FieldError> for ApiError {
    fn from(error: FieldError) -> Self {
        Invalid::from(error).into()
    }
}

impl From<ShapeError> for ApiError {
    fn from(error: ShapeError) -> Self {
        FieldError::new(&error.pointer(), error.code, error.message).into()
    }
}

impl From<JsonError> for ApiError {
    fn from(error: JsonError) -> Self {
        match error {
            JsonError::Shape(error) => error.into(),
            JsonError::Malformed {
                line,
                column,
                message,
            } => {
                let message =
                    format!("the body is not JSON: line {line}, column {column}: {message}");
                ApiError::new(StatusCode::BAD_REQUEST, "malformed_json", message)
            }
        }
    }
}

impl From<RateLimited> for ApiError {
    fn from(limited: RateLimited) -> Self {
        let status = StatusCode::TOO_MANY_REQUESTS;
        let error = ApiError::new(status, "rate_limited", limited.to_string());
        ApiError {
            retry_after: Some(limited.seconds),
            ..error
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = ErrorBody {
            error: ErrorInfo {
                code: self.code.into(),
                message: self.message,
                details: self.details,
                reference: None,
            },
        };
        let mut response = json(self.status, &body);
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Bearer realm=\"WinFactor\"");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, challenge);
        }
        if let Some(failure) = self.failure {
            response.extensions_mut().insert(failure);
        }
        response
    }
}
