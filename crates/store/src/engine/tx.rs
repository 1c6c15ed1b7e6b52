//! The transaction a closure works in.

use std::ops::ControlFlow;

use super::{Engine, Param, Row, StoreError, postgres, sqlite};

/// A transaction on one of the engines.
///
/// Statements are written in the common dialect with `$1`, `$2`, …; each may be used several
/// times and in any order. They are prepared once per connection. What differs between the
/// engines stands in `/*sqlite: … */` and `/*postgres: … */` inside the statement.
///
/// A statement that fails ends the transaction: later statements answer
/// [`StoreError::Ended`], and what was written is undone. A closure that returns `Ok` in spite
/// of it is answered with `Ok` only when it had written nothing before (so an expected
/// [`StoreError::Conflict`] of its first write can be turned into a value).
#[derive(Debug)]
pub struct Tx<'a> {
    backend: Backend<'a>,
    wrote: bool,
    failure: Option<Failure>,
}

#[derive(Debug)]
pub(super) enum Backend<'a> {
    Sqlite(&'a mut sqlite::Session),
    Postgres(&'a mut postgres::Session),
}

/// The statement that ended a transaction.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) statement: &'static str,
    pub(super) error: StoreError,
}

/// What a closure did to its transaction.
#[derive(Debug)]
pub(super) struct Trace {
    /// A statement that changes rows succeeded.
    pub(super) wrote: bool,
    pub(super) failure: Option<Failure>,
}

impl<'a> Tx<'a> {
    pub(super) fn new(backend: Backend<'a>) -> Tx<'a> {
        Tx {
            backend,
            wrote: false,
            failure: None,
        }
    }

    pub(super) fn into_trace(self) -> Trace {
        Trace {
            wrote: self.wrote,
            failure: self.failure,
        }
    }

    /// Runs a statement that yields no rows, and tells how many it changed.
    pub fn execute(&mut self, sql: &'static str, params: &[Param<'_>]) -> Result<u64, StoreError> {
        self.go_on()?;
        let result = match &mut self.backend {
            Backend::Sqlite(session) => session.execute(sql, params),
            Backend::Postgres(session) => session.execute(sql, params),
        };
        match result {
            Ok(changed) => {
                self.wrote = true;
                Ok(changed)
            }
            Err(error) => Err(self.end(sql, error)),
        }
    }

    /// Runs a statement whose result the closure need not know.
    ///
    /// On PostgreSQL it is only sent, which spares a round trip. Should it fail, the transaction
    /// has failed: the next statement that is waited for says so, or else the closure's answer is
    /// that failure, whatever it returned. So this is not for a statement whose failure the
    /// closure would turn into a value.
    pub fn send(&mut self, sql: &'static str, params: &[Param<'_>]) -> Result<(), StoreError> {
        self.go_on()?;
        let result = match &mut self.backend {
            Backend::Sqlite(session) => session.execute(sql, params).map(drop),
            Backend::Postgres(session) => session.send(sql, params),
        };
        match result {
            Ok(()) => {
                self.wrote = true;
                Ok(())
            }
            Err(error) => Err(self.end(sql, error)),
        }
    }

    /// Runs a statement once for each set of parameters, and tells how many rows each run changed.
    /// On PostgreSQL that is one round trip.
    pub fn execute_each<'p>(
        &mut self,
        sql: &'static str,
        sets: impl IntoIterator<Item = &'p [Param<'p>]>,
    ) -> Result<Vec<u64>, StoreError> {
        let mut changed = Vec::new();
        let mut sent = 0;
        for params in sets {
            if let Backend::Postgres(_) = self.backend {
                self.send(sql, params)?;
                sent += 1;
            } else {
                changed.push(self.execute(sql, params)?);
            }
        }
        if let Backend::Postgres(session) = &mut self.backend {
            match session.settle() {
                // Others may have been sent before.
                Ok(mut all) => changed = all.split_off(all.len() - sent),
                Err(error) => return Err(self.end(sql, error)),
            }
        }
        Ok(changed)
    }

    /// Runs a statement and reads each of its rows with `map`.
    pub fn query<T>(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        self.each(sql, params, &mut |row| {
            rows.push(map(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    /// Runs a statement that yields at most one row.
    pub fn query_opt<T>(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut first = None;
        let mut several = false;
        self.each(sql, params, &mut |row| {
            if first.is_some() {
                several = true;
                return Ok(ControlFlow::Break(()));
            }
            first = Some(map(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        if several {
            return Err(StoreError::NotOne {
                statement: sql,
                found: "several",
            });
        }
        Ok(first)
    }

    /// Runs a statement that yields exactly one row.
    pub fn query_one<T>(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.query_opt(sql, params, map)?.ok_or(StoreError::NotOne {
            statement: sql,
            found: "none",
        })
    }

    /// Tells every node, once this transaction is committed; see
    /// [`Store::notifications`](super::Store::notifications). Nothing happens on SQLite, where
    /// there is one node.
    pub fn notify(&mut self, payload: &str) -> Result<(), StoreError> {
        self.go_on()?;
        match &mut self.backend {
            Backend::Sqlite(_) => Ok(()),
            Backend::Postgres(session) => session.notify(payload),
        }
    }

    /// The engine, for the few decisions that are not a matter of a statement's words.
    pub fn engine(&self) -> Engine {
        match self.backend {
            Backend::Sqlite(_) => Engine::Sqlite,
            Backend::Postgres(_) => Engine::Postgres,
        }
    }

    /// Prepares a statement without running it: the error says what the engine has against it.
    pub fn prepare_check(&mut self, sql: &str) -> Result<(), StoreError> {
        match &mut self.backend {
            Backend::Sqlite(session) => session.check(sql),
            Backend::Postgres(session) => session.check(sql),
        }
    }

    fn each(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
        row: &mut dyn FnMut(&Row<'_>) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        self.go_on()?;
        // A row that cannot be read is the reader's failure, not the statement's: the
        // transaction is still sound.
        let mut unread = None;
        let mut read = |each: &Row<'_>| match row(each) {
            Ok(flow) => flow,
            Err(error) => {
                unread = Some(error);
                ControlFlow::Break(())
            }
        };
        let result = match &mut self.backend {
            Backend::Sqlite(session) => session.query(sql, params, &mut read),
            Backend::Postgres(session) => session.query(sql, params, &mut read),
        };
        match result {
            Ok(wrote) => self.wrote |= wrote,
            Err(error) => return Err(self.end(sql, error)),
        }
        unread.map_or(Ok(()), Err)
    }

    fn go_on(&self) -> Result<(), StoreError> {
        match &self.failure {
            None => Ok(()),
            Some(failure) => Err(StoreError::Ended {
                statement: failure.statement,
            }),
        }
    }

    fn end(&mut self, statement: &'static str, error: StoreError) -> StoreError {
        self.failure = Some(Failure {
            statement,
            error: error.clone(),
        });
        error
    }
}
