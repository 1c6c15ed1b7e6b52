use std::{error::Error, fmt::Display, str::FromStr};

use winfactor_domain::{Id, IdKind};

use crate::{Row, StoreError};

/// The error for a column that cannot be read.
pub(crate) fn corrupt(column: &str, source: impl Error + Send + Sync + 'static) -> StoreError {
    StoreError::corrupt(column, source)
}

/// A column that holds an id.
pub(crate) fn id<K: IdKind>(row: &Row<'_>, index: usize) -> Result<Id<K>, StoreError> {
    row.text(index)?
        .parse()
        .map_err(|error| corrupt(K::PREFIX, error))
}

/// A column that holds a value with a text form.
pub(crate) fn parsed<T>(row: &Row<'_>, index: usize, column: &str) -> Result<T, StoreError>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    row.text(index)?
        .parse()
        .map_err(|error| corrupt(column, error))
}

/// A column that holds one of a few known words.
pub(crate) fn known<T>(
    row: &Row<'_>,
    index: usize,
    column: &str,
    from_code: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    from_code(row.text(index)?).ok_or_else(|| StoreError::Corrupt {
        what: format!("{column}: not one of the known words"),
        source: None,
    })
}

/// A column that holds a count.
pub(crate) fn count(row: &Row<'_>, index: usize, column: &str) -> Result<u32, StoreError> {
    u32::try_from(row.int(index)?).map_err(|error| corrupt(column, error))
}

/// The same, for a column that can be empty.
pub(crate) fn opt_count(
    row: &Row<'_>,
    index: usize,
    column: &str,
) -> Result<Option<u32>, StoreError> {
    let count = row.opt_int(index)?.map(u32::try_from);
    count.transpose().map_err(|error| corrupt(column, error))
}

/// Words joined for a column.
pub(crate) fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let words: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
    words.join(",")
}

/// The words of a column that [`list`] made.
pub(crate) fn opt_list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').filter(|word| !word.is_empty())
}
