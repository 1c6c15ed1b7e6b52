use serde_json::{Map, Value};

use crate::javascript::{display, to_number};
use crate::pieces::record_fields::text;

use super::{
    COLUMN, COUNT, EXACT, FIND_ROWS, HEADER_ROW, INSERT_ROW, ROW, SEARCH, SHEET, SPREADSHEET,
    STARTING_ROW, UPDATE_ROW, USE_NAMES, VALUES,
};

/// What a step asks of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetsStep {
    pub place: SheetPlace,
    pub action: SheetsAction,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPlace {
    pub spreadsheet: String,
    /// The number after `gid=` in its address.
    pub sheet: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub enum SheetsAction {
    InsertRow(RowInput),
    UpdateRow {
        /// From 1.
        row: u64,
        values: RowInput,
    },
    FindRows {
        /// A letter.
        column: String,
        /// Empty finds every row.
        value: String,
        exact: bool,
        starting_row: u64,
        count: usize,
        /// The row whose texts name the values; otherwise the columns' letters do.
        names_from_row: Option<u64>,
    },
}

/// The cells of a row.
#[derive(Clone, PartialEq)]
pub enum RowInput {
    /// From the first column on.
    List(Vec<Value>),
    /// By the column's letter, or by the name in the header row.
    Named(Map<String, Value>),
}

/// Why an input asks nothing of a sheet. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetsInputError {
    #[error("the {field} is missing")]
    Missing { field: &'static str },
    #[error("the sheet must be its number, which stands after gid= in its address, not {sheet:?}")]
    Sheet { sheet: String },
    #[error("the {field} must be a whole number from 1 on, not {value}")]
    Count { field: &'static str, value: String },
    #[error("the values must name columns, such as {{\"A\": \"Jane\"}}")]
    Values,
    #[error("the column must be a letter such as A, not {column:?}")]
    Column { column: String },
    #[error("the action {action:?} of Google Sheets is not built in")]
    Action { action: String },
}

impl SheetsStep {
    /// Reads the resolved and converted input of an action.
    pub fn from_input(action: &str, input: &Map<String, Value>) -> Result<Self, SheetsInputError> {
        let spreadsheet = required(input, SPREADSHEET, "spreadsheet")?;
        let sheet = required(input, SHEET, "sheet")?;
        Ok(Self {
            place: SheetPlace {
                spreadsheet: spreadsheet_id(&spreadsheet).to_owned(),
                sheet: sheet
                    .parse()
                    .map_err(|_| SheetsInputError::Sheet { sheet })?,
            },
            action: match action {
                INSERT_ROW => SheetsAction::InsertRow(values(input)?),
                UPDATE_ROW => SheetsAction::UpdateRow {
                    row: whole(input, ROW, "row number")?.ok_or(SheetsInputError::Missing {
                        field: "row number",
                    })?,
                    values: values(input)?,
                },
                FIND_ROWS => find(input)?,
                other => {
                    return Err(SheetsInputError::Action {
                        action: other.to_owned(),
                    });
                }
            },
        })
    }
}

fn find(input: &Map<String, Value>) -> Result<SheetsAction, SheetsInputError> {
    let column = required(input, COLUMN, "column")?;
    let is_letter =
        |column: &str| column.len() <= 3 && column.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_letter(&column) {
        return Err(SheetsInputError::Column { column });
    }
    let is_on = |name: &str| input.get(name) == Some(&Value::Bool(true));
    let count = whole(input, COUNT, "number of rows")?.unwrap_or(1);
    let header_row = whole(input, HEADER_ROW, "header row")?.unwrap_or(1);
    Ok(SheetsAction::FindRows {
        column,
        value: match input.get(SEARCH) {
            None | Some(Value::Null) => String::new(),
            Some(value) => display(value),
        },
        exact: is_on(EXACT),
        starting_row: whole(input, STARTING_ROW, "starting row")?.unwrap_or(1),
        count: usize::try_from(count).unwrap_or(usize::MAX),
        names_from_row: is_on(USE_NAMES).then_some(header_row),
    })
}

fn required(
    input: &Map<String, Value>,
    name: &str,
    field: &'static str,
) -> Result<String, SheetsInputError> {
    text(input, name).ok_or(SheetsInputError::Missing { field })
}

/// The id in an address of a spreadsheet, for those who paste that.
pub(crate) fn spreadsheet_id(text: &str) -> &str {
    match text.split_once("/spreadsheets/d/") {
        Some((_, after)) => after.split(['/', '?', '#']).next().unwrap_or_default(),
        None => text,
    }
}

fn whole(
    input: &Map<String, Value>,
    name: &str,
    field: &'static str,
) -> Result<Option<u64>, SheetsInputError> {
    let value = match input.get(name) {
        None | Some(Value::Null) => return Ok(None),
        Some(value) => value,
    };
    let number = to_number(value);
    let is_whole = number.fract() == 0.0 && (1.0..=10_000_000.0).contains(&number);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole and between 1 and ten million"
    )]
    let whole = number as u64;
    match is_whole {
        true => Ok(Some(whole)),
        false => Err(SheetsInputError::Count {
            field,
            value: display(value),
        }),
    }
}

fn values(input: &Map<String, Value>) -> Result<RowInput, SheetsInputError> {
    let Some(Value::Object(values)) = input.get(VALUES) else {
        return Err(SheetsInputError::Values);
    };
    if let (Some(Value::Array(list)), 1) = (values.get(VALUES), values.len()) {
        return Ok(RowInput::List(list.clone()));
    }
    match values.is_empty() {
        true => Err(SheetsInputError::Values),
        false => Ok(RowInput::Named(values.clone())),
    }
}

/// Cells are personal data.
impl std::fmt::Debug for RowInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RowInput(…)")
    }
}
