//! What can go wrong in the store, named by who must act.

use std::{error::Error, path::PathBuf, sync::Arc};

use super::Engine;

/// An underlying error; shared, because one failed commit answers a whole group.
pub type Cause = Arc<dyn Error + Send + Sync>;

/// A store's refusal.
///
/// *Caller*: [`Conflict`](Self::Conflict), [`Reference`](Self::Reference).
/// *Later*: [`Busy`](Self::Busy), [`Unavailable`](Self::Unavailable), [`Closed`](Self::Closed).
/// *Look first*: [`OutcomeUnknown`](Self::OutcomeUnknown).
/// *Operator*: [`Locked`](Self::Locked), [`Open`](Self::Open), [`TooNew`](Self::TooNew),
/// [`Migration`](Self::Migration), [`Thread`](Self::Thread).
/// *We*: everything else.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// A row with the same unique key exists.
    #[error("{table} already holds a row with this key")]
    Conflict {
        /// The table of the statement.
        table: &'static str,
        /// The unique constraint's name, where the engine tells it (PostgreSQL).
        constraint: Option<String>,
        /// The engine's error.
        source: Cause,
    },
    /// A row refers to one that does not exist, or one that is still referred to was removed.
    #[error("a row of {table} refers to a row that is not there")]
    Reference {
        /// The table of the statement.
        table: &'static str,
        /// The engine's error.
        source: Cause,
    },
    /// Too many closures wait; nothing was done. Try again shortly.
    #[error("the store has too much to do at the moment; try again shortly")]
    Busy,
    /// The store was closed; nothing was done.
    #[error("the store is closed")]
    Closed,
    /// The database cannot serve this now (down, full, contended). Nothing was committed.
    #[error("the database is not available")]
    Unavailable {
        /// What the engine or the network said.
        source: Cause,
    },
    /// The connection broke while the commit was under way: it may or may not have happened.
    #[error(
        "the connection to the database broke during a commit; whether it happened is not known"
    )]
    OutcomeUnknown {
        /// What the engine or the network said.
        source: Cause,
    },
    /// What is stored cannot be read as what it should be.
    #[error("stored data cannot be read: {what}")]
    Corrupt {
        /// What was read, and what it should have been; no values.
        what: String,
        /// Why it could not be read, where something said so.
        source: Option<Cause>,
    },
    /// A column that is missing, or is not what the code reads it as.
    #[error("column {index} ({name}): expected {expected}, found {found}")]
    Column {
        /// Position in the result, from 0.
        index: usize,
        /// Its name, empty when there is no such column.
        name: String,
        /// What the code asked for.
        expected: &'static str,
        /// What is there; never the value.
        found: String,
    },
    /// A statement that must yield exactly one row yielded another number.
    #[error("expected one row, found {found}, in: {statement}")]
    NotOne {
        /// The statement.
        statement: &'static str,
        /// `none`, or `several`.
        found: &'static str,
    },
    /// A statement that the engine refused: our mistake.
    #[error("the database refused a statement: {statement}")]
    Sql {
        /// The statement.
        statement: String,
        /// The engine's error.
        source: Cause,
    },
    /// A statement after one that had failed, or success reported in spite of it. The closure's
    /// changes were undone.
    #[error("the transaction had ended with a statement that failed: {statement}")]
    Ended {
        /// The statement that failed.
        statement: &'static str,
    },
    /// A statement given fewer parameters than it uses, or a notification that is too long.
    #[error("{what}: {statement}")]
    Misuse {
        /// What is wrong.
        what: String,
        /// The statement.
        statement: &'static str,
    },
    /// Another server holds the SQLite file.
    #[error(
        "another WinFactor server uses the database {}; stop it first, or use PostgreSQL for several servers",
        path.display()
    )]
    Locked {
        /// The database file.
        path: PathBuf,
    },
    /// The database could not be opened.
    #[error("cannot open the database {database}")]
    Open {
        /// Its address, without the password.
        database: String,
        /// Why.
        source: Cause,
    },
    /// The database was migrated by a newer version of this program.
    #[error(
        "the database has schema version {database}, this program knows versions up to {supported}; use a newer WinFactor"
    )]
    TooNew {
        /// The version found.
        database: i64,
        /// The newest version this program knows.
        supported: i64,
    },
    /// A migration failed; the database is as it was before it.
    #[error("migration {name} failed on {engine:?}")]
    Migration {
        /// The migration's name.
        name: &'static str,
        /// Where.
        engine: Engine,
        /// The engine's error.
        source: Cause,
    },
    /// A thread of the store could not be started.
    #[error("cannot start a thread for the store")]
    Thread {
        /// Why.
        source: Arc<std::io::Error>,
    },
}

impl StoreError {
    /// What is stored in `what` (a place, never a value) could not be read because of `source`.
    pub fn corrupt(
        what: impl Into<String>,
        source: impl Error + Send + Sync + 'static,
    ) -> StoreError {
        StoreError::Corrupt {
            what: what.into(),
            source: Some(Arc::new(source)),
        }
    }

    /// Whether the same call may succeed later, with nothing committed so far.
    pub fn is_temporary(&self) -> bool {
        matches!(self, StoreError::Busy | StoreError::Unavailable { .. })
    }

    pub(super) fn unavailable(source: impl Error + Send + Sync + 'static) -> StoreError {
        StoreError::Unavailable {
            source: Arc::new(source),
        }
    }

    pub(super) fn open(
        database: impl ToString,
        source: impl Error + Send + Sync + 'static,
    ) -> StoreError {
        StoreError::Open {
            database: database.to_string(),
            source: Arc::new(source),
        }
    }
}
