//! Where the database is: `sqlite://PATH` or `postgres://…`.

use std::{fmt, path::PathBuf, str::FromStr};

/// A database's address.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite://winfactor.db` (relative) or `sqlite:///var/lib/winfactor/winfactor.db`. The path
    /// is taken as it stands, without percent encoding.
    Sqlite(PathBuf),
}

/// Why a text is not a database's address.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DatabaseUrlError {
    /// Neither `sqlite://` nor `postgres://`.
    #[error("a database address starts with sqlite:// or postgres://")]
    Scheme,
    /// `sqlite://` without a path.
    #[error("sqlite:// needs the path of a file, such as sqlite://winfactor.db")]
    NoPath,
    /// `sqlite://:memory:`: nothing acknowledged would survive the process.
    #[error("an in-memory database would lose everything at the end; give a file")]
    InMemory,
}

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix("sqlite://") {
            return match path {
                "" => Err(DatabaseUrlError::NoPath),
                ":memory:" => Err(DatabaseUrlError::InMemory),
                path => Ok(DatabaseUrl::Sqlite(PathBuf::from(path))),
            };
        }
        Err(DatabaseUrlError::Scheme)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DatabaseUrl::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
