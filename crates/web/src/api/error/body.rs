use std::borrow::Cow;

use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::FieldError;

/// An answer that says no.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Error)]
pub(crate) struct ErrorBody {
    pub(crate) error: ErrorInfo,
}

/// What is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErrorInfo {
    /// A stable word for programs.
    #[schema(example = "validation_error")]
    pub(crate) code: Cow<'static, str>,
    /// A sentence for people; its words may change.
    #[schema(example = "a field cannot be accepted: see details")]
    pub(crate) message: Cow<'static, str>,
    /// The fields that cannot be accepted, all of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub(crate) details: Vec<ErrorDetail>,
    /// Under which the operator finds a mistake of the server in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "req_5b9d2e4f01a7c386_2a")]
    pub(crate) reference: Option<String>,
}

/// A field that cannot be accepted as it is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ErrorDetail {
    /// Where: a JSON pointer (RFC 6901) into the body, or `/query/…` for a parameter.
    #[schema(example = "/customer/email")]
    pub(crate) pointer: String,
    /// A stable word for programs.
    #[schema(value_type = String, example = "email")]
    pub(crate) code: &'static str,
    /// What would be right.
    #[schema(example = "must be an e-mail address such as name@example.com")]
    pub(crate) message: String,
}

impl From<FieldError> for ErrorDetail {
    fn from(error: FieldError) -> Self {
        ErrorDetail {
            pointer: error.pointer,
            code: error.code,
            message: error.message,
        }
    }
}
