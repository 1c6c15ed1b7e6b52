//! PostgreSQL's errors: who must act, and what the writer can do about them.

use std::sync::Arc;

use tokio_postgres::{
    Error,
    error::{DbError, Severity, SqlState},
};

use crate::engine::{Cause, StoreError, dialect};

/// How a failure can be mended without the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    None,
    /// Another transaction was in the way: run again.
    Again,
    /// The connection is gone: connect and run again.
    Reconnect,
}

/// What can be done about `error`.
pub(super) fn remedy(error: &Error) -> Remedy {
    let Some(said) = error.as_db_error() else {
        return if in_program(error) {
            Remedy::None
        } else {
            Remedy::Reconnect
        };
    };
    let code = said.code();
    if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED {
        Remedy::Again
    } else if is_fatal(said) || code.code().starts_with("08") {
        Remedy::Reconnect
    } else {
        Remedy::None
    }
}

fn is_fatal(said: &DbError) -> bool {
    matches!(
        said.parsed_severity(),
        Some(Severity::Fatal | Severity::Panic)
    )
}

/// Without a word of the server: either the connection broke, or a value or a row did not fit
/// what the program said about it.
fn in_program(error: &Error) -> bool {
    use std::error::Error as _;
    !error.is_closed()
        && !error
            .source()
            .is_some_and(|source| source.is::<std::io::Error>())
}

/// The error of a statement.
pub(super) fn statement(sql: &'static str, error: Error) -> StoreError {
    if remedy(&error) != Remedy::None {
        return StoreError::unavailable(error);
    }
    let Some(said) = error.as_db_error() else {
        return refused(sql, error);
    };
    let code = said.code();
    if *code == SqlState::UNIQUE_VIOLATION {
        StoreError::Conflict {
            table: dialect::table(sql),
            constraint: said.constraint().map(str::to_owned),
            source: Arc::new(error),
        }
    } else if *code == SqlState::FOREIGN_KEY_VIOLATION || *code == SqlState::RESTRICT_VIOLATION {
        StoreError::Reference {
            table: dialect::table(sql),
            source: Arc::new(error),
        }
    } else {
        server(error).unwrap_or_else(|error| refused(sql, error))
    }
}

/// The error of `BEGIN`, `COMMIT` or anything else that is no statement of a table.
pub(super) fn transaction(error: Error) -> StoreError {
    server(error).unwrap_or_else(StoreError::unavailable)
}

/// Errors that are about the server's state rather than about the statement.
fn server(error: Error) -> Result<StoreError, Error> {
    // Classes: 53 resources, 55 locks, 57 intervention, 58 system, XX internal.
    let class = error.code().map(|code| code.code()[..2].to_owned());
    match class.as_deref() {
        Some("53" | "55" | "57" | "58") => Ok(StoreError::unavailable(error)),
        Some("XX") => Ok(StoreError::Corrupt {
            what: "the database server reports damage".to_owned(),
            source: Some(Arc::new(error)),
        }),
        _ => Err(error),
    }
}

pub(super) fn refused(sql: &str, error: Error) -> StoreError {
    let source: Cause = Arc::new(error);
    StoreError::Sql {
        statement: sql.to_owned(),
        source,
    }
}
