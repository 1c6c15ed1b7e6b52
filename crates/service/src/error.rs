use winfactor_domain::{FieldError, Invalid, Refusal};
use winfactor_store::StoreError;

pub type Result<T, E = ServiceError> = std::result::Result<T, E>;

/// Why a use case did not do what it was asked. Nothing was changed.
///
/// *The caller*: [`NotFound`](Self::NotFound), [`Invalid`](Self::Invalid),
/// [`Refused`](Self::Refused), [`Conflict`](Self::Conflict). *We, or our database*:
/// [`Store`](Self::Store), [`Internal`](Self::Internal).
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// There is no such record in this organization; another organization's record counts as none.
    #[error("there is no {what} \"{id}\"")]
    NotFound { what: &'static str, id: String },
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error(transparent)]
    Refused(Refusal),
    /// The request contradicts what is there; `code` is the stable word for it.
    #[error("{message}")]
    Conflict { code: &'static str, message: String },
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Our own mistake, or a broken installation.
    #[error("{what}")]
    Internal {
        what: &'static str,
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
}

impl ServiceError {
    pub fn not_found(what: &'static str, id: impl ToString) -> Self {
        ServiceError::NotFound {
            what,
            id: id.to_string(),
        }
    }

    pub fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        ServiceError::Conflict {
            code,
            message: message.into(),
        }
    }

    pub fn internal(
        what: &'static str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        ServiceError::Internal {
            what,
            source: Some(source.into()),
        }
    }
}

/// A refusal for wrong input is wrong input, whoever noticed it.
impl From<Refusal> for ServiceError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(invalid) => ServiceError::Invalid(invalid),
            refusal => ServiceError::Refused(refusal),
        }
    }
}

impl From<FieldError> for ServiceError {
    fn from(error: FieldError) -> Self {
        ServiceError::Invalid(error.into())
    }
}
