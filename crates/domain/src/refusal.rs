use crate::{QuoteNumber, QuoteStatus};

/// One field that cannot be accepted as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where: a JSON pointer (RFC 6901) into the request, such as `/customer/email`.
    pub pointer: String,
    /// What is wrong, as a stable word that a page can translate: `required`, `too_long`, …
    pub code: &'static str,
    /// What is wrong and what would be right, in English.
    pub message: String,
}

impl FieldError {
    pub fn new(pointer: &str, code: &'static str, message: impl Into<String>) -> Self {
        FieldError {
            pointer: pointer.to_owned(),
            code,
            message: message.into(),
        }
    }
}

/// Input that cannot be accepted; names every field at once. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(|e| format!("{}: {}", e.pointer, e.message)).collect::<Vec<_>>().join("; "))]
pub struct Invalid(pub Vec<FieldError>);

impl From<FieldError> for Invalid {
    fn from(error: FieldError) -> Self {
        Invalid(vec![error])
    }
}

/// Why a transition does not take place. The caller decides what to do; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("quote {number} is {status} and cannot be changed; {advice}")]
    QuoteNotEditable {
        number: QuoteNumber,
        status: QuoteStatus,
        advice: &'static str,
    },
    #[error("quote {number} is {status}; only a draft can be sent")]
    QuoteNotSendable {
        number: QuoteNumber,
        status: QuoteStatus,
    },
    #[error("quote {number} was valid until an earlier day and has expired")]
    QuoteExpired { number: QuoteNumber },
    #[error(
        "a newer version of quote {number} exists; version {version} can no longer be answered"
    )]
    NewerVersion { number: QuoteNumber, version: u32 },
    #[error("quote {number} is being revised; version {version} can no longer be answered")]
    BeingRevised { number: QuoteNumber, version: u32 },
    #[error("quote {number} was already {status}")]
    AlreadyAnswered {
        number: QuoteNumber,
        status: QuoteStatus,
    },
    #[error(transparent)]
    Invalid(#[from] Invalid),
}

impl From<FieldError> for Refusal {
    fn from(error: FieldError) -> Self {
        Refusal::Invalid(error.into())
    }
}
