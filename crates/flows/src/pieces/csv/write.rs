use csv::{Terminator, WriterBuilder};
use serde_json::{Map, Value};

use crate::javascript::display;

use super::{CsvError, delimiter};

pub(super) const RECORDS: &str = "json_array";

/// The output of `convert_json_to_csv`: a line of headers, and a line for each record. Members of
/// members become columns of their own, named by their path (`address.city`, `tags.0`). A column
/// that the first record does not have stands behind those that it has.
///
/// As in ActivePieces, true is written as 1, false and null as nothing.
pub fn json_to_csv(input: &Map<String, Value>) -> Result<Value, CsvError> {
    let records = input
        .get(RECORDS)
        .and_then(Value::as_array)
        .ok_or(CsvError::NotAList)?;
    let mut rows = Vec::with_capacity(records.len());
    let mut columns = Map::new();
    for (position, record) in records.iter().enumerate() {
        if !record.is_object() && !record.is_array() {
            return Err(CsvError::NotARecord {
                number: position + 1,
            });
        }
        let mut row = Map::new();
        flatten(record, "", &mut row);
        columns.extend(row.keys().map(|column| (column.clone(), Value::Null)));
        rows.push(row);
    }
    if columns.is_empty() {
        return Ok(Value::from(""));
    }
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter(input)?)
        .terminator(Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    writer.write_record(columns.keys())?;
    for row in &rows {
        let cells = columns.keys().map(|column| cell(row.get(column)));
        writer.write_record(cells)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    // Nothing but texts went in.
    Ok(Value::from(String::from_utf8_lossy(&bytes).into_owned()))
}

fn flatten(value: &Value, path: &str, row: &mut Map<String, Value>) {
    let join = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    match value {
        Value::Object(members) => members
            .iter()
            .for_each(|(key, member)| flatten(member, &join(key), row)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(position, item)| flatten(item, &join(&position.to_string()), row)),
        leaf => _ = row.insert(path.to_owned(), leaf.clone()),
    }
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null | Value::Bool(false)) => String::new(),
        Some(Value::Bool(true)) => "1".to_owned(),
        Some(other) => display(other),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn write(records: Value, delimiter: &str) -> Result<Value, String> {
        let input = json!({"json_array": records, "delimiter_type": delimiter});
        json_to_csv(input.as_object().unwrap()).map_err(|error| error.to_string())
    }

    #[test]
    fn records_become_text() {
        let table = [
            (
                json!([{"a": 1, "b": "x"}, {"b": "y", "a": 2.50}]),
                ",",
                "a,b\n1,x\n2.5,y\n",
            ),
            (json!([{"a": 1}]), "\t", "a\n1\n"),
            (
                json!([{"name": "A", "address": {"city": "X", "geo": {"lat": 1}}, "tags": ["p", "q"]}]),
                ",",
                "name,address.city,address.geo.lat,tags.0,tags.1\nA,X,1,p,q\n",
            ),
            (json!([{"a": 1}, {"a": 2, "b": 3}]), ",", "a,b\n1,\n2,3\n"),
            (
                json!([{"a": true, "b": false, "c": null}]),
                ",",
                "a,b,c\n1,,\n",
            ),
            (
                json!([{"a": "x,y", "b": "say \"hi\"", "c": "1\n2"}]),
                ",",
                "a,b,c\n\"x,y\",\"say \"\"hi\"\"\",\"1\n2\"\n",
            ),
            (json!([["x", "y"], ["z"]]), ",", "0,1\nx,y\nz,\n"),
            (json!([]), ",", ""),
            (json!([{}]), ",", ""),
        ];
        for (records, delimiter, expected) in table {
            assert_eq!(
                write(records.clone(), delimiter),
                Ok(json!(expected)),
                "{records}"
            );
        }
    }

    #[test]
    fn what_is_no_list_of_records_is_refused() {
        let table = [
            (json!({"a": 1}), "the input must be a list of records"),
            (json!(null), "the input must be a list of records"),
            (
                json!([{"a": 1}, 5]),
                "item 2 of the list is not a record with fields",
            ),
        ];
        for (records, message) in table {
            assert_eq!(write(records, ","), Err(message.to_owned()));
        }
    }
}
