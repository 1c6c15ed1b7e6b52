use crate::pieces::definition::{ActionDefinition, OutputShape, PieceDefinition};
use crate::pieces::property::{PropDefinition, PropertyType};

use super::samples;
use super::{
    AS_STRING, COLUMN, COUNT, EXACT, FIND_ROWS, HAS_HEADERS, HEADER_ROW, INSERT_ROW, ROW, SEARCH,
    SHEET, SHEETS_PIECE, SPREADSHEET, STARTING_ROW, TEAM_DRIVES, UPDATE_ROW, USE_NAMES, VALUES,
};

pub(in crate::pieces) fn definition() -> PieceDefinition {
    let insert = ActionDefinition::new(
        INSERT_ROW,
        "Insert Row",
        on_a_sheet([
            checkbox(HAS_HEADERS, "Does the first row contain headers?"),
            PropDefinition::optional(AS_STRING, "As String", PropertyType::Checkbox),
            values(),
        ]),
        samples::inserted(),
    );
    let update = ActionDefinition::new(
        UPDATE_ROW,
        "Update Row",
        on_a_sheet([
            PropDefinition::required(ROW, "Row Number", PropertyType::Number),
            checkbox(HAS_HEADERS, "Does the first row contain headers?"),
            values(),
        ]),
        samples::updated(),
    );
    let find = ActionDefinition::new(
        FIND_ROWS,
        "Find Row(s)",
        on_a_sheet([
            PropDefinition::required(
                COLUMN,
                "The name of the column to search in",
                PropertyType::Dropdown,
            ),
            PropDefinition::optional(SEARCH, "Search Value", PropertyType::ShortText),
            checkbox(EXACT, "Exact match").or(false),
            PropDefinition::optional(STARTING_ROW, "Starting Row", PropertyType::Number).or(1),
            PropDefinition::optional(COUNT, "Number of Rows", PropertyType::Number).or(1),
            PropDefinition::required(HEADER_ROW, "Header Row", PropertyType::Number).or(1),
            PropDefinition::optional(
                USE_NAMES,
                "Use header names for keys",
                PropertyType::Checkbox,
            )
            .or(false),
        ]),
        samples::found(),
    )
    .with_shape(OutputShape::Open);
    PieceDefinition::of_actions(SHEETS_PIECE, "Google Sheets", [insert, update, find])
}

fn on_a_sheet(own: impl IntoIterator<Item = PropDefinition>) -> Vec<PropDefinition> {
    [
        PropDefinition::optional(
            TEAM_DRIVES,
            "Include Team Drive Sheets?",
            PropertyType::Checkbox,
        ),
        PropDefinition::required(SPREADSHEET, "Spreadsheet", PropertyType::Dropdown),
        PropDefinition::required(SHEET, "Sheet", PropertyType::Dropdown),
    ]
    .into_iter()
    .chain(own)
    .collect()
}

fn checkbox(name: &str, display_name: &str) -> PropDefinition {
    PropDefinition::required(name, display_name, PropertyType::Checkbox).or(false)
}

fn values() -> PropDefinition {
    PropDefinition::required(VALUES, "Values", PropertyType::Object)
}
