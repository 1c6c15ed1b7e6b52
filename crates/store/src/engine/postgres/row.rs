//! Reading a column of a PostgreSQL row; the error is what was found instead.

use tokio_postgres::{Row, types::Type};

fn kind(row: &Row, index: usize) -> Result<&Type, String> {
    row.columns()
        .get(index)
        .map(tokio_postgres::Column::type_)
        .ok_or_else(|| "no such column".to_owned())
}

pub(in crate::engine) fn text(row: &Row, index: usize) -> Result<Option<&str>, String> {
    let kind = kind(row, index)?;
    row.try_get(index).map_err(|_| kind.to_string())
}

/// Every whole number, and truth values as 0 and 1: the engines disagree on the type of `1` and
/// of `EXISTS (…)`, not on their meaning.
pub(in crate::engine) fn int(row: &Row, index: usize) -> Result<Option<i64>, String> {
    let kind = kind(row, index)?;
    let number = match *kind {
        Type::INT4 => row
            .try_get::<_, Option<i32>>(index)
            .map(|n| n.map(i64::from)),
        Type::INT2 => row
            .try_get::<_, Option<i16>>(index)
            .map(|n| n.map(i64::from)),
        Type::BOOL => row
            .try_get::<_, Option<bool>>(index)
            .map(|n| n.map(i64::from)),
        _ => row.try_get(index),
    };
    number.map_err(|_| kind.to_string())
}

pub(in crate::engine) fn name(row: &Row, index: usize) -> String {
    row.columns()
        .get(index)
        .map(|column| column.name().to_owned())
        .unwrap_or_default()
}
