use super::MigrationError;
use super::json_input::MAX_DEPTH;

/// Why a text is not a flow that this version can read.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    #[error("the flow is not valid JSON; export it from ActivePieces again")]
    NotJson(#[source] serde_json::Error),
    #[error("the flow is nested more than {MAX_DEPTH} levels deep; split it into several flows")]
    TooDeep,
    #[error(
        "the document is not an ActivePieces flow: it has neither `flows`, nor `template`, nor `trigger`"
    )]
    NotAFlow,
    #[error("{place}: `{field}` must be {expected}")]
    InvalidField {
        /// The part of the document, such as `step step_2`.
        place: String,
        field: &'static str,
        expected: &'static str,
    },
    #[error(transparent)]
    Migration(#[from] MigrationError),
}
