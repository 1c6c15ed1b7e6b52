use csv::{ErrorKind, ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::{CsvError, delimiter};

pub(super) const TEXT: &str = "csv_text";
pub(super) const HAS_HEADERS: &str = "has_headers";

/// The output of `convert_csv_to_json`: a list of records by header, or without headers of lists.
/// All values are text. Every line must have as many values as the first; blank lines are passed
/// over.
pub fn csv_to_json(input: &Map<String, Value>) -> Result<Value, CsvError> {
    let text = input
        .get(TEXT)
        .and_then(Value::as_str)
        .ok_or(CsvError::NoText)?;
    let delimiter = delimiter(input)?;
    if !has_sound_quotes(text, delimiter) {
        return Err(CsvError::Quote);
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let headers = match input.get(HAS_HEADERS) {
        Some(Value::Bool(true)) => match records.next() {
            Some(headers) => Some(headers.map_err(name_problem)?),
            None => None,
        },
        _ => None,
    };
    let record = |record: Result<StringRecord, csv::Error>| {
        let record = record.map_err(name_problem)?;
        let values = record.iter().map(Value::from);
        Ok(match &headers {
            None => values.collect(),
            Some(headers) => {
                let names = headers.iter().map(ToOwned::to_owned);
                Value::Object(names.zip(values).collect())
            }
        })
    };
    records.map(record).collect()
}

fn name_problem(error: csv::Error) -> CsvError {
    match error.kind() {
        ErrorKind::UnequalLengths {
            pos,
            expected_len,
            len,
        } => CsvError::Ragged {
            line: pos.as_ref().map_or(0, csv::Position::line),
            expected: *expected_len,
            found: *len,
        },
        _ => error.into(),
    }
}

/// A quote opens a value at its very beginning, and closes it at its very end. The reader would
/// take other quotes for something, and the values would be wrong.
fn has_sound_quotes(text: &str, delimiter: u8) -> bool {
    let mut bytes = text.bytes().peekable();
    let mut is_quoted = false;
    let mut is_at_start = true;
    while let Some(byte) = bytes.next() {
        if is_quoted {
            if byte != b'"' {
                continue;
            }
            match bytes.peek() {
                Some(b'"') => _ = bytes.next(),
                None | Some(b'\n' | b'\r') => is_quoted = false,
                Some(next) if *next == delimiter => is_quoted = false,
                Some(_) => return false,
            }
        } else if byte == b'"' {
            if !is_at_start {
                return false;
            }
            is_quoted = true;
        }
        is_at_start = byte == delimiter || byte == b'\n' || byte == b'\r';
    }
    !is_quoted
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn read(text: &str, has_headers: bool, delimiter: &str) -> Result<Value, String> {
        let input =
            json!({"csv_text": text, "has_headers": has_headers, "delimiter_type": delimiter});
        csv_to_json(input.as_object().unwrap()).map_err(|error| error.to_string())
    }

    #[test]
    fn text_becomes_records() {
        let table = [
            (
                "a,b\n1,2\n3,\n",
                true,
                ",",
                json!([{"a": "1", "b": "2"}, {"a": "3", "b": ""}]),
            ),
            ("a,b\r\n1,2", false, ",", json!([["a", "b"], ["1", "2"]])),
            ("a\tb,c\n1\t2", true, "\t", json!([{"a": "1", "b,c": "2"}])),
            (
                "a,b\n\"x, \"\"y\"\"\",\"line 1\nline 2\"\n",
                true,
                ",",
                json!([{"a": "x, \"y\"", "b": "line 1\nline 2"}]),
            ),
            (
                " a , b \n 1 ,2",
                true,
                ",",
                json!([{" a ": " 1 ", " b ": "2"}]),
            ),
            ("a,b\n\n1,2\n", true, ",", json!([{"a": "1", "b": "2"}])),
            ("\u{feff}a\n1", true, ",", json!([{"a": "1"}])),
            ("a,b\n", true, ",", json!([])),
            ("", true, ",", json!([])),
            ("", false, ",", json!([])),
        ];
        for (text, has_headers, delimiter, expected) in table {
            assert_eq!(read(text, has_headers, delimiter), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn broken_text_is_refused() {
        let table = [
            (
                "a,b\n1,2\n3\n",
                "line 3 of the CSV has 1 values, but the lines before have 2",
            ),
            (
                "a\n1,2\n",
                "line 2 of the CSV has 2 values, but the lines before have 1",
            ),
            (
                "a,b\n\"1,2\n",
                "the CSV has a quote that is not closed, or stands in the middle of a value",
            ),
            (
                "a,b\n1,2\"\n",
                "the CSV has a quote that is not closed, or stands in the middle of a value",
            ),
            (
                "a,b\n\"1\"x,2\n",
                "the CSV has a quote that is not closed, or stands in the middle of a value",
            ),
        ];
        for (text, message) in table {
            assert_eq!(read(text, true, ","), Err(message.to_owned()), "{text:?}");
        }
        assert_eq!(
            read("a", true, ";"),
            Err("the delimiter must be a comma or a tab".to_owned())
        );
    }
}
