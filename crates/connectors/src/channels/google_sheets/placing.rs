//! Which value belongs into which column.

use serde_json::{Map, Value};

use super::cells::{column_letters, column_number};
use crate::channels::ChannelFailure;

/// The values of a row as a step gives them.
#[derive(Clone, PartialEq)]
pub enum RowValues {
    /// From the first column on.
    List(Vec<Value>),
    Named {
        /// By column letter, or by the name in the header row.
        cells: Map<String, Value>,
        /// What the header of a letter was when the step was built.
        headers: Map<String, Value>,
    },
}

impl RowValues {
    /// Whether the header row has to be known to place them.
    pub(super) fn needs_header(&self) -> bool {
        match self {
            Self::List(_) => false,
            Self::Named { cells, headers } => cells
                .keys()
                .any(|key| column_number(key).is_none() || headers.contains_key(key)),
        }
    }

    /// The cells from the first column on; null for an empty one.
    pub(super) fn place(&self, header: &[String]) -> Result<Vec<Value>, ChannelFailure> {
        let (cells, headers) = match self {
            Self::List(values) => return Ok(values.iter().map(cell).collect()),
            Self::Named { cells, headers } => (cells, headers),
        };
        let mut row = Vec::new();
        for (key, value) in cells {
            let column = match column_number(key) {
                Some(column) => {
                    if let Some(expected) = headers.get(key).and_then(Value::as_str) {
                        check_header(header, key, column, expected)?;
                    }
                    column
                }
                None => column_called(header, key)?,
            };
            if row.len() <= column {
                row.resize(column + 1, Value::Null);
            }
            row[column] = cell(value);
        }
        Ok(row)
    }
}

/// Google's cells hold texts, numbers and truth values; anything else is written as its JSON text.
fn cell(value: &Value) -> Value {
    match value {
        Value::String(text) if text.is_empty() => Value::Null,
        Value::Array(_) | Value::Object(_) => value.to_string().into(),
        other => other.clone(),
    }
}

fn check_header(
    header: &[String],
    letter: &str,
    column: usize,
    expected: &str,
) -> Result<(), ChannelFailure> {
    let expected = expected.trim();
    let found = header.get(column).map_or("", |name| name.trim());
    if found == expected {
        return Ok(());
    }
    let now = header.iter().position(|name| name.trim() == expected);
    let where_now = match now {
        Some(column) => format!("it is column {} now", column_letters(column)),
        None => "no column has this name now".to_owned(),
    };
    Err(ChannelFailure::author(format!(
        "the step writes \"{expected}\" into column {letter}, which is called \"{found}\" in the \
         sheet; {where_now}. Name the column as before, or choose the columns of the step anew"
    )))
}

fn column_called(header: &[String], name: &str) -> Result<usize, ChannelFailure> {
    let called = |(_, found): &(usize, &String)| found.trim() == name.trim();
    let mut found = header.iter().enumerate().filter(called);
    match (found.next(), found.next()) {
        (Some((column, _)), None) => Ok(column),
        (Some(_), Some(_)) => Err(ChannelFailure::author(format!(
            "two columns of the sheet are called \"{name}\": rename one, or name the column by its \
             letter"
        ))),
        (None, _) => {
            let known: Vec<_> = header
                .iter()
                .filter(|name| !name.trim().is_empty())
                .collect();
            let known: Vec<_> = known.iter().map(|name| format!("\"{name}\"")).collect();
            Err(ChannelFailure::author(format!(
                "the sheet has no column that is called \"{name}\" in its first row; its columns \
                 are {}",
                known.join(", ")
            )))
        }
    }
}

/// Values are personal data.
impl std::fmt::Debug for RowValues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RowValues(…)")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(object) => object,
            _ => unreachable!("it is an object"),
        }
    }

    fn named(cells: Value, headers: Value) -> RowValues {
        RowValues::Named {
            cells: object(cells),
            headers: object(headers),
        }
    }

    fn place(values: &RowValues, header: &[&str]) -> Result<Value, String> {
        let header: Vec<_> = header.iter().map(|name| (*name).to_owned()).collect();
        let placed = values.place(&header);
        placed.map(Value::from).map_err(|failure| failure.message)
    }

    #[test]
    fn values_keep_their_kind_and_their_column() {
        let list = RowValues::List(vec![json!("+31 6"), json!(12.5), json!(null), json!(true)]);
        assert_eq!(place(&list, &[]), Ok(json!(["+31 6", 12.5, null, true])));
        let values = named(json!({"C": 7, "A": "=1+1", "B": ""}), json!({}));
        assert_eq!(place(&values, &[]), Ok(json!(["=1+1", null, 7])));
        let values = named(json!({"Phone": "007", "Name": {"a": 1}}), json!({}));
        let placed = place(&values, &["Name", "E-mail", " Phone "]);
        assert_eq!(placed, Ok(json!(["{\"a\":1}", null, "007"])));
    }

    #[test]
    fn a_header_that_was_renamed_or_moved_is_told() {
        let values = named(json!({"B": "Jane"}), json!({"B": "Customer"}));
        assert_eq!(
            place(&values, &["Id", "Customer"]),
            Ok(json!([null, "Jane"]))
        );
        for (header, says) in [
            (
                ["Id", "Client", ""],
                "which is called \"Client\" in the sheet; no column has",
            ),
            (["Id", "Total", "Customer"], "it is column C now"),
        ] {
            let refused = place(&values, &header).unwrap_err();
            assert!(refused.contains(says), "{refused}");
        }
        let by_name = named(json!({"Customer": "Jane"}), json!({}));
        let missing = place(&by_name, &["Id", "Client"]).unwrap_err();
        assert!(
            missing.contains("its columns are \"Id\", \"Client\""),
            "{missing}"
        );
        let twice = place(&by_name, &["Customer", "Customer"]).unwrap_err();
        assert!(twice.contains("two columns"), "{twice}");
    }
}
