//! One row of a result, read by position.

use super::{StoreError, postgres, sqlite};

/// A row. Columns are counted from 0.
#[derive(Debug)]
pub struct Row<'a>(pub(super) Source<'a>);

#[derive(Debug)]
pub(super) enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    /// A `TEXT` column that is never null.
    pub fn text(&self, index: usize) -> Result<&'a str, StoreError> {
        self.opt_text(index)?
            .ok_or_else(|| self.wrong(index, "TEXT", "NULL"))
    }

    /// A `TEXT` column.
    pub fn opt_text(&self, index: usize) -> Result<Option<&'a str>, StoreError> {
        match &self.0 {
            Source::Sqlite(row) => sqlite::row::text(row, index),
            Source::Postgres(row) => postgres::row::text(row, index),
        }
        .map_err(|found| self.wrong(index, "TEXT", &found))
    }

    /// A whole number that is never null.
    pub fn int(&self, index: usize) -> Result<i64, StoreError> {
        self.opt_int(index)?
            .ok_or_else(|| self.wrong(index, "BIGINT", "NULL"))
    }

    /// A whole number.
    pub fn opt_int(&self, index: usize) -> Result<Option<i64>, StoreError> {
        match &self.0 {
            Source::Sqlite(row) => sqlite::row::int(row, index),
            Source::Postgres(row) => postgres::row::int(row, index),
        }
        .map_err(|found| self.wrong(index, "BIGINT", &found))
    }

    /// A flag: a column that holds 0 or 1, or an expression such as `EXISTS (…)`.
    pub fn flag(&self, index: usize) -> Result<bool, StoreError> {
        match self.int(index)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.wrong(index, "0 or 1", "another number")),
        }
    }

    fn wrong(&self, index: usize, expected: &'static str, found: &str) -> StoreError {
        let name = match &self.0 {
            Source::Sqlite(row) => sqlite::row::name(row, index),
            Source::Postgres(row) => postgres::row::name(row, index),
        };
        StoreError::Column {
            index,
            name,
            expected,
            found: found.to_owned(),
        }
    }
}
