use crate::formulas::FormulaError;
use crate::javascript::Script;

use super::connection_reference::ConnectionReference;
use super::flatten::Flatten;
use super::path::Path;

/// What stands inside a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    Path(Path),
    /// `flattenNestedKeys(path, ['key', …])`.
    Flatten(Flatten),
    /// A reference to a connection: the token begins with `connections`, without a blank.
    Connection(ConnectionReference),
    /// JavaScript beyond the plain forms, or no JavaScript at all.
    Script(Script),
}

/// No one writes an expression as long as this (in bytes), and each run keeps its expressions.
pub const MAX_EXPRESSION_BYTES: usize = 64 << 10;

impl Expression {
    /// Classifies the text between `{{` and `}}`.
    pub fn parse(inside: &str) -> Result<Self, ExpressionError> {
        if inside.len() > MAX_EXPRESSION_BYTES {
            return Err(ExpressionError::TooLong {
                beginning: inside.chars().take(40).collect(),
            });
        }
        if let Some(reference) = ConnectionReference::parse(inside) {
            return Ok(Self::Connection(reference));
        }
        if let Some(path) = Path::parse(inside) {
            return Ok(Self::Path(path));
        }
        if let Some(flatten) = Flatten::parse(inside) {
            return Ok(Self::Flatten(flatten));
        }
        Ok(Self::Script(Script::new(inside)))
    }
}

/// Why a text cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    #[error(
        "the expression that begins with `{{{{{beginning}` is longer than {MAX_EXPRESSION_BYTES} bytes"
    )]
    TooLong { beginning: String },
    #[error(transparent)]
    Formula(#[from] FormulaError),
}
