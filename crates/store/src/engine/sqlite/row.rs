//! Reading a column of a SQLite row; the error is what was found instead.

use rusqlite::{Row, types::ValueRef};

pub(in crate::engine) fn text<'a>(
    row: &'a Row<'a>,
    index: usize,
) -> Result<Option<&'a str>, String> {
    match row.get_ref(index) {
        Ok(ValueRef::Text(bytes)) => match str::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err("text that is not UTF-8".to_owned()),
        },
        Ok(ValueRef::Null) => Ok(None),
        Ok(other) => Err(other.data_type().to_string()),
        Err(_) => Err("no such column".to_owned()),
    }
}

pub(in crate::engine) fn int(row: &Row<'_>, index: usize) -> Result<Option<i64>, String> {
    match row.get_ref(index) {
        Ok(ValueRef::Integer(number)) => Ok(Some(number)),
        Ok(ValueRef::Null) => Ok(None),
        Ok(other) => Err(other.data_type().to_string()),
        Err(_) => Err("no such column".to_owned()),
    }
}

pub(in crate::engine) fn name(row: &Row<'_>, index: usize) -> String {
    row.as_ref()
        .column_name(index)
        .map(str::to_owned)
        .unwrap_or_default()
}
