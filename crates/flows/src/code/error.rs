use crate::javascript::ExceededLimit;

/// Why a code step cannot run in the embedded runner; found when the flow is compiled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefusal {
    #[error("the step has no source code")]
    NoSource,
    #[error("the code cannot be read: {message} (line {line})")]
    Syntax { message: String, line: usize },
    #[error(
        "the code imports the package `{package}`; the embedded runner has no packages, \
         so this step runs in ActivePieces only"
    )]
    Package { package: String },
    #[error(
        "the code loads a package whose name is computed; the embedded runner has no packages, \
         so this step runs in ActivePieces only"
    )]
    ComputedPackage,
    #[error(
        "the code does not export `code`; begin it with `export const code = async (inputs) => {{`"
    )]
    NoExport,
    #[error("the code is nested too deeply")]
    TooDeep,
    #[error("the code is longer than {limit} bytes")]
    TooLong { limit: usize },
}

/// Why a code step failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// The code threw. The message is the error's own if that is JSON, else `Name: message`.
    #[error("{message}")]
    Threw { message: String },
    /// A promise was rejected and nobody looked at it. `output` is what the code wrote to the
    /// console.
    #[error("{message}\n{output}")]
    UnhandledRejection { message: String, output: String },
    #[error("the code {0}")]
    Limit(ExceededLimit),
    #[error("the code's result cannot be written as JSON: {reason}")]
    NotJson { reason: String },
}
