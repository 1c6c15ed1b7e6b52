//! SQLite's result codes, by who must act.

use std::sync::Arc;

use rusqlite::{Error, ErrorCode, ffi};

use crate::engine::{Cause, StoreError, dialect};

/// The error of a statement.
pub(super) fn statement(sql: &'static str, error: Error) -> StoreError {
    let Error::SqliteFailure(failure, _) = &error else {
        return refused(sql, error);
    };
    match failure.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE
        | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        | ffi::SQLITE_CONSTRAINT_ROWID => StoreError::Conflict {
            table: dialect::table(sql),
            constraint: None,
            source: Arc::new(error),
        },
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => StoreError::Reference {
            table: dialect::table(sql),
            source: Arc::new(error),
        },
        _ => match failure.code {
            ErrorCode::InternalMalfunction
            | ErrorCode::ConstraintViolation
            | ErrorCode::TypeMismatch
            | ErrorCode::ApiMisuse
            | ErrorCode::ParameterOutOfRange
            | ErrorCode::TooBig
            | ErrorCode::Unknown => refused(sql, error),
            _ => transaction(error),
        },
    }
}

/// The error of `BEGIN`, `COMMIT` or a savepoint, or of the file below a statement.
pub(super) fn transaction(error: Error) -> StoreError {
    let code = error.sqlite_error_code();
    let source: Cause = Arc::new(error);
    match code {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Corrupt {
            what: "the database file is damaged".to_owned(),
            source: Some(source),
        },
        _ => StoreError::Unavailable { source },
    }
}

/// The error of `COMMIT`. When the disk failed under it, the write-ahead log may hold the
/// transaction or not, and only the next recovery decides.
pub(super) fn commit(error: Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure) => StoreError::OutcomeUnknown {
            source: Arc::new(error),
        },
        _ => transaction(error),
    }
}

pub(super) fn refused(sql: &str, error: Error) -> StoreError {
    StoreError::Sql {
        statement: sql.to_owned(),
        source: Arc::new(error),
    }
}
