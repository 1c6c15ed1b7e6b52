//! A connection with its prepared statements, and the transaction on it.

use std::{borrow::Cow, collections::HashMap, ops::ControlFlow};

use rusqlite::{
    CachedStatement, Connection,
    types::{ToSql, ToSqlOutput, ValueRef},
};

use super::error;
use crate::engine::{Engine, Param, Row, StoreError, dialect, row::Source};

/// Statements a connection keeps prepared: more than the program has.
const STATEMENTS: usize = 1024;

pub(in crate::engine) struct Session {
    connection: Connection,
    /// By the statement's address and length: a literal stays where it is.
    shapes: HashMap<(usize, usize), Shape>,
    savepoint: Savepoint,
}

/// What is known about a statement once it was prepared.
struct Shape {
    sql: Cow<'static, str>,
    /// For each of SQLite's parameters the position in `params`. SQLite reads `$3` as a name
    /// and numbers names by their first use.
    places: Box<[usize]>,
    writes: bool,
}

/// How far the closure that runs is kept apart from the rest of its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Savepoint {
    /// It is alone in its transaction.
    NotNeeded,
    /// To be set before its first write.
    Due,
    Set,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("savepoint", &self.savepoint)
            .finish_non_exhaustive()
    }
}

impl Session {
    pub(in crate::engine) fn new(connection: Connection) -> Session {
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Session {
            connection,
            shapes: HashMap::new(),
            savepoint: Savepoint::NotNeeded,
        }
    }

    pub(in crate::engine) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Starts a transaction with `BEGIN IMMEDIATE` or `BEGIN DEFERRED`.
    pub(super) fn begin(&mut self, begin: &'static str) -> Result<(), StoreError> {
        self.control(begin).map_err(error::transaction)
    }

    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        self.control("COMMIT").map_err(|failure| {
            self.roll_back();
            error::commit(failure)
        })
    }

    /// Ends the transaction, if SQLite has not ended it by itself.
    pub(super) fn roll_back(&mut self) {
        if self.in_transaction()
            && let Err(failure) = self.control("ROLLBACK")
        {
            tracing::error!(error = %failure, "a transaction could not be rolled back");
        }
    }

    /// Whether the transaction still stands. A full disk, for one, ends it.
    pub(super) fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// A closure starts: alone in the transaction, or beside others.
    pub(super) fn enter(&mut self, alone: bool) {
        self.savepoint = if alone {
            Savepoint::NotNeeded
        } else {
            Savepoint::Due
        };
    }

    /// A closure has ended: its writes are kept, or undone without touching the others'.
    pub(super) fn leave(&mut self, keep: bool) -> Result<(), StoreError> {
        if std::mem::replace(&mut self.savepoint, Savepoint::NotNeeded) != Savepoint::Set {
            return Ok(());
        }
        if !keep {
            self.control("ROLLBACK TO closure")
                .map_err(error::transaction)?;
        }
        self.control("RELEASE closure").map_err(error::transaction)
    }

    fn control(&mut self, sql: &'static str) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(sql)?
            .raw_execute()
            .map(|_| ())
    }

    pub(in crate::engine) fn execute(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<u64, StoreError> {
        let (mut statement, _) = self.bound(sql, params, true)?;
        statement
            .raw_execute()
            .map(|changed| changed as u64)
            .map_err(|failure| error::statement(sql, failure))
    }

    /// Hands each row to `read`, until it breaks off. Whether the statement changes rows.
    pub(in crate::engine) fn query(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        read: &mut dyn FnMut(&Row<'_>) -> ControlFlow<()>,
    ) -> Result<bool, StoreError> {
        let (mut statement, writes) = self.bound(sql, params, false)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows
            .next()
            .map_err(|failure| error::statement(sql, failure))?
        {
            if read(&Row(Source::Sqlite(row))).is_break() {
                break;
            }
        }
        Ok(writes)
    }

    pub(in crate::engine) fn check(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connection
            .prepare(&dialect::render(sql, Engine::Sqlite))
            .map(|_| ())
            .map_err(|failure| error::refused(sql, failure))
    }

    /// The statement with its parameters bound, a savepoint before it where one is due, and
    /// whether it changes rows.
    fn bound(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        execute: bool,
    ) -> Result<(CachedStatement<'_>, bool), StoreError> {
        let key = (sql.as_ptr().addr(), sql.len());
        let writes = match self.shapes.get(&key) {
            Some(shape) => shape.writes,
            None => {
                let shape = self.shape(sql)?;
                let writes = shape.writes;
                self.shapes.insert(key, shape);
                writes
            }
        };
        if (writes || execute) && self.savepoint == Savepoint::Due {
            self.control("SAVEPOINT closure")
                .map_err(error::transaction)?;
            self.savepoint = Savepoint::Set;
        }
        let shape = &self.shapes[&key];
        let mut statement = self
            .connection
            .prepare_cached(&shape.sql)
            .map_err(|failure| error::statement(sql, failure))?;
        for (index, &place) in shape.places.iter().enumerate() {
            let param = params.get(place).ok_or_else(|| StoreError::Misuse {
                what: format!("${} has no value", place + 1),
                statement: sql,
            })?;
            statement
                .raw_bind_parameter(index + 1, param)
                .map_err(|failure| error::statement(sql, failure))?;
        }
        Ok((statement, writes))
    }

    fn shape(&self, sql: &'static str) -> Result<Shape, StoreError> {
        let text = dialect::render(sql, Engine::Sqlite);
        let statement = self
            .connection
            .prepare_cached(&text)
            .map_err(|failure| error::statement(sql, failure))?;
        let places = (1..=statement.parameter_count())
            .map(|index| {
                statement
                    .parameter_name(index)
                    .and_then(|name| name.strip_prefix('$'))
                    .and_then(|number| number.parse::<usize>().ok()?.checked_sub(1))
                    .ok_or_else(|| StoreError::Misuse {
                        what: "parameters are written $1, $2, …".to_owned(),
                        statement: sql,
                    })
            })
            .collect::<Result<_, _>>()?;
        let writes = !statement.readonly();
        drop(statement);
        Ok(Shape {
            sql: text,
            places,
            writes,
        })
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Param::Text(text) => ValueRef::Text(text.as_bytes()),
            Param::Int(number) => ValueRef::Integer(*number),
            Param::NullText | Param::NullInt => ValueRef::Null,
        }))
    }
}
