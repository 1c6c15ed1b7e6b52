//! Google Sheets: append a row, change one, find some.
//!
//! The names are those of ActivePieces' piece. Values go into cells as they are: what is text stays
//! text, even if it looks like a formula or a number, and a number stays a number. So the values are
//! not turned into text first, which the schema that ActivePieces keeps with a step would do.

mod definition;
mod samples;
mod step;
#[cfg(test)]
mod tests;

pub(super) use definition::definition;
pub(crate) use step::spreadsheet_id;
pub use step::{RowInput, SheetPlace, SheetsAction, SheetsInputError, SheetsStep};

pub const SHEETS_PIECE: &str = "@activepieces/piece-google-sheets";
pub const INSERT_ROW: &str = "insert_row";
pub const UPDATE_ROW: &str = "update_row";
pub const FIND_ROWS: &str = "find_rows";

/// The input with the cells of a row, by column letter.
pub const VALUES: &str = "values";

const TEAM_DRIVES: &str = "includeTeamDrives";
const SPREADSHEET: &str = "spreadsheetId";
const SHEET: &str = "sheetId";
const HAS_HEADERS: &str = "first_row_headers";
/// In ActivePieces it keeps Google from reading text as a formula or a date, which is always so here.
const AS_STRING: &str = "as_string";
const ROW: &str = "row_id";
const COLUMN: &str = "columnName";
const SEARCH: &str = "searchValue";
const EXACT: &str = "matchCase";
const STARTING_ROW: &str = "startingRow";
const COUNT: &str = "numberOfRows";
const HEADER_ROW: &str = "headerRow";
const USE_NAMES: &str = "useHeaderNames";
