//! ActivePieces' CSV piece: text to records and back.

mod read;
mod write;

use serde_json::{Map, Value, json};

use super::definition::{ActionDefinition, OutputShape, PieceDefinition};
use super::property::{PropDefinition, PropertyType};

pub use read::csv_to_json;
pub use write::json_to_csv;

pub const CSV_PIECE: &str = "@activepieces/piece-csv";
pub const CSV_TO_JSON: &str = "convert_csv_to_json";
pub const JSON_TO_CSV: &str = "convert_json_to_csv";

const DELIMITER: &str = "delimiter_type";

pub(super) fn definition() -> PieceDefinition {
    let delimiter = || {
        let delimiters = [(",", "Comma"), ("\t", "Tab")];
        PropDefinition::required(
            DELIMITER,
            "Delimiter Type",
            PropertyType::one_of(&delimiters),
        )
        .or(",")
    };
    let to_json = ActionDefinition::new(
        CSV_TO_JSON,
        "Convert CSV to JSON",
        vec![
            PropDefinition::required(read::TEXT, "CSV Text", PropertyType::LongText),
            PropDefinition::required(
                read::HAS_HEADERS,
                "Does the CSV have headers?",
                PropertyType::Checkbox,
            )
            .or(false),
            delimiter(),
        ],
        json!([
            {"name": "John Smith", "city": "Leeds"},
            {"name": "Jane Doe", "city": "York"},
        ]),
    );
    let to_csv = ActionDefinition::new(
        JSON_TO_CSV,
        "Convert JSON to CSV",
        vec![
            PropDefinition::required(write::RECORDS, "JSON Array", PropertyType::Json),
            delimiter(),
        ],
        json!("name,city\nJohn Smith,Leeds\nJane Doe,York\n"),
    );
    PieceDefinition::of_actions(
        CSV_PIECE,
        "CSV",
        [to_json.with_shape(OutputShape::Open), to_csv],
    )
}

/// Why an input cannot be converted. The text is for the person who built the flow.
#[derive(Debug, thiserror::Error)]
pub enum CsvError {
    #[error("the CSV text is missing")]
    NoText,
    #[error("the delimiter must be a comma or a tab")]
    Delimiter,
    #[error("line {line} of the CSV has {found} values, but the lines before have {expected}")]
    Ragged {
        line: u64,
        expected: u64,
        found: u64,
    },
    #[error("the CSV has a quote that is not closed, or stands in the middle of a value")]
    Quote,
    #[error("the CSV cannot be converted: {0}")]
    Other(#[from] ::csv::Error),
    #[error("the input must be a list of records")]
    NotAList,
    #[error("item {number} of the list is not a record with fields")]
    NotARecord { number: usize },
}

fn delimiter(input: &Map<String, Value>) -> Result<u8, CsvError> {
    match input.get(DELIMITER) {
        None | Some(Value::Null) => Ok(b','),
        Some(delimiter) => match delimiter.as_str() {
            Some(",") => Ok(b','),
            Some("\t") => Ok(b'\t'),
            _ => Err(CsvError::Delimiter),
        },
    }
}
