//! What can be wrong with a form as a whole, and not with one of its fields.

use winfactor_domain::FieldError;
use winfactor_service::ServiceError;

use crate::{form_body::FormBody, view::form::HONEYPOT};

/// Its token is too old, or was never issued for it.
pub(super) fn stale() -> FieldError {
    FieldError::new("", "form_stale", "the form was open for too long")
}

/// It was sent before, with other entries.
pub(super) fn sent_before() -> FieldError {
    FieldError::new("", "form_sent_before", "the form was sent before")
}

/// Whether a form with other entries had the same token.
pub(super) fn was_sent_before(error: &ServiceError) -> bool {
    matches!(error, ServiceError::Conflict { code, .. } if *code == "idempotency_conflict")
}

/// Whether a program filled in what people do not see.
pub(super) fn is_of_a_robot(form: &FormBody) -> bool {
    !form.text(HONEYPOT).trim().is_empty()
}
