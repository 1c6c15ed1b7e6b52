//! Where the database is: `sqlite://PATH` or `postgres://…`.

use std::{fmt, path::PathBuf, str::FromStr, sync::Arc};

use super::PostgresAddress;

/// A database's address.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite://winfactor.db` (relative) or `sqlite:///var/lib/winfactor/winfactor.db`. The path
    /// is taken as it stands, without percent encoding.
    Sqlite(PathBuf),
    /// `postgres://user:password@host/database`, with the parameters that [`PostgresAddress`] lists.
    Postgres(Box<PostgresAddress>),
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
    /// A `postgres://` address that names no server.
    #[error("the address names no host, such as postgres://user@localhost/winfactor")]
    NoHost,
    /// An unknown `sslmode`.
    #[error(
        "sslmode={0} is unknown; it is one of disable, prefer, no-verify, require, verify-ca, verify-full"
    )]
    SslMode(String),
    /// A `postgres://` address that cannot be read.
    #[error("not an address of a PostgreSQL server")]
    Postgres(#[source] Arc<tokio_postgres::Error>),
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
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(DatabaseUrl::Postgres(Box::new(text.parse()?)));
        }
        Err(DatabaseUrlError::Scheme)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DatabaseUrl::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            DatabaseUrl::Postgres(address) => address.fmt(f),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn parsed(text: &str) -> DatabaseUrl {
        text.parse().unwrap()
    }

    fn refused(text: &str) -> DatabaseUrlError {
        text.parse::<DatabaseUrl>().unwrap_err()
    }

    #[test]
    fn a_file_is_named_by_its_path_as_it_stands() {
        for path in ["winfactor.db", "/var/lib/a b%20c.db"] {
            let url = parsed(&format!("sqlite://{path}"));
            assert_eq!(url, DatabaseUrl::Sqlite(PathBuf::from(path)));
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let url = parsed("postgres://anna:s3cret@db.example:5433/winfactor?sslmode=require");
        assert_eq!(
            url.to_string(),
            "postgres://anna:***@db.example:5433/winfactor"
        );
        assert!(!format!("{url:?}").contains("s3cret"));
    }

    #[test]
    fn several_servers_are_shown() {
        let url = parsed("postgresql://anna@one:1,two:2/winfactor");
        assert_eq!(url.to_string(), "postgres://anna@one:1,two:2/winfactor");
    }

    #[test]
    fn each_mistake_is_named() {
        assert!(matches!(refused("mysql://h/d"), DatabaseUrlError::Scheme));
        assert!(matches!(refused("sqlite://"), DatabaseUrlError::NoPath));
        assert!(matches!(
            refused("sqlite://:memory:"),
            DatabaseUrlError::InMemory
        ));
        assert!(matches!(
            refused("postgres:///winfactor"),
            DatabaseUrlError::NoHost
        ));
        assert!(matches!(
            refused("postgres://h/d?sslmode=maybe"),
            DatabaseUrlError::SslMode(mode) if mode == "maybe"
        ));
        assert!(matches!(
            refused("postgres://h:port/d"),
            DatabaseUrlError::Postgres(_)
        ));
        assert!(matches!(
            refused("postgres://h/d?colour=blue"),
            DatabaseUrlError::Postgres(_)
        ));
    }
}
