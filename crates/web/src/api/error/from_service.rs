use std::sync::Arc;

use axum::http::StatusCode;
use winfactor_domain::Refusal;
use winfactor_service::ServiceError;
use winfactor_service::StoreError;

use super::ApiError;

impl From<ServiceError> for ApiError {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::NotFound { .. } => ApiError::not_found(error.to_string()),
            ServiceError::Invalid(invalid) => invalid.into(),
            ServiceError::Refused(refusal) => refusal.into(),
            ServiceError::Conflict { code, message } => {
                ApiError::new(StatusCode::CONFLICT, code, message)
            }
            ServiceError::Store(error) => from_store(error),
            ServiceError::Internal { .. } => unexpected(error),
        }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let code = match refusal {
            Refusal::Invalid(invalid) => return invalid.into(),
            Refusal::QuoteNotEditable { .. } => "quote_not_editable",
            Refusal::QuoteNotSendable { .. } => "quote_not_sendable",
            Refusal::QuoteExpired { .. } => "quote_expired",
            Refusal::NewerVersion { .. } => "newer_version",
            Refusal::BeingRevised { .. } => "quote_being_revised",
            Refusal::AlreadyAnswered { .. } => "already_answered",
        };
        ApiError::new(StatusCode::CONFLICT, code, refusal.to_string())
    }
}

fn from_store(error: StoreError) -> ApiError {
    match error {
        // Full queues are no mistake, and a line for each refused request would make it worse.
        StoreError::Busy => {
            let message = "the server has too much to do at the moment; nothing was done";
            ApiError::later("busy", message, 1)
        }
        StoreError::Closed => {
            ApiError::later("stopping", "the server is stopping; nothing was done", 5)
        }
        StoreError::Unavailable { .. } => {
            let message = "the database is not available at the moment; nothing was done";
            ApiError::later("unavailable", message, 5).because(Arc::new(error))
        }
        StoreError::OutcomeUnknown { .. } => {
            let message = "the request may or may not have been carried out; repeat it with the \
                           same Idempotency-Key";
            ApiError::later("outcome_unknown", message, 5).because(Arc::new(error))
        }
        other => unexpected(ServiceError::Store(other)),
    }
}

fn unexpected(error: ServiceError) -> ApiError {
    // The answer itself is written at the edge, which knows the reference.
    ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "").because(Arc::new(error))
}
