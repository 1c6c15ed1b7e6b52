use super::path::Path;

/// What stands inside a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    Path(Path),
    /// A reference to a connection's secret: the token begins with `connections`, without a blank.
    Connection(Box<str>),
    /// JavaScript beyond plain paths, or no JavaScript at all.
    Script(Box<str>),
}

impl Expression {
    /// Classifies the text between `{{` and `}}`.
    pub fn parse(inside: &str) -> Self {
        if inside.starts_with("connections") {
            return Self::Connection(inside.into());
        }
        match Path::parse(inside) {
            Some(path) => Self::Path(path),
            None => Self::Script(inside.into()),
        }
    }
}

/// Why a text cannot be compiled. Each variant carries the text between the braces.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    #[error(
        "`{{{{{0}}}}}` is not a plain path such as trigger.body.data, and only those are evaluated yet"
    )]
    Unsupported(Box<str>),
    #[error("`{{{{{0}}}}}` needs a connection, and there are no connections yet")]
    NoConnections(Box<str>),
}
