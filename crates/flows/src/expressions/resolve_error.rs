use crate::formulas::FormulaError;
use crate::javascript::{ExceededLimit, ScriptFailure};

/// Why an input has no value. An expression that merely fails (a name that does not exist, a
/// property of null) is no error: it gives `""`, as it does in ActivePieces.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    #[error("the connection `{name}` does not exist; choose or create one")]
    ConnectionMissing { name: String },
    #[error("the connection `{name}` cannot be used: {reason}")]
    ConnectionBroken { name: String, reason: String },
    /// Whoever asks for the value is to wait, see [`super::Connection::Awaited`].
    #[error("the connection `{name}` cannot be used for now: {reason}")]
    ConnectionAwaited {
        name: String,
        reason: String,
        look_again_at_ms: Option<i64>,
    },
    /// ActivePieces would go on for longer here.
    #[error("`{{{{{expression}}}}}` {limit}")]
    Limit {
        expression: String,
        limit: ExceededLimit,
    },
    /// ActivePieces would have a text here, in a language or a form that the engine has not.
    #[error("`{{{{{expression}}}}}` works in ActivePieces only: {reason}")]
    NotBuilt { expression: String, reason: String },
    /// This fails in ActivePieces, too: a `BigInt` in a text, an object that contains itself.
    #[error("the result of `{{{{{expression}}}}}` cannot be written as JSON: {reason}")]
    NotJson { expression: String, reason: String },
    #[error(transparent)]
    Formula(#[from] FormulaError),
}

impl ResolveError {
    /// Whether a person has to look after a connection.
    pub fn is_connection(&self) -> bool {
        matches!(
            self,
            Self::ConnectionMissing { .. }
                | Self::ConnectionBroken { .. }
                | Self::ConnectionAwaited { .. }
        )
    }

    pub(super) fn of_script(failure: ScriptFailure, expression: &str) -> Self {
        let expression = expression.to_owned();
        match failure {
            ScriptFailure::Limit(limit) => Self::Limit { expression, limit },
            ScriptFailure::NotBuilt { reason } => Self::NotBuilt { expression, reason },
            ScriptFailure::NotJson { reason } => Self::NotJson { expression, reason },
        }
    }
}
