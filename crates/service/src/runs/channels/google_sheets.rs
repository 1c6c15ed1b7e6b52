use winfactor_connectors::channels::google_sheets::{
    Appending, GoogleAccess, RowSearch, RowValues, SheetCall, SheetRef,
};
use winfactor_flows::pieces::google_sheets::{RowInput, SheetsAction, SheetsStep, VALUES};

use super::{Attempt, ChannelFailure, Sent};

pub(super) async fn send(attempt: &Attempt<'_>) -> Sent {
    let request = attempt.request;
    let step = SheetsStep::from_input(&request.action_name, &request.input)
        .map_err(|error| ChannelFailure::author(format!("Google Sheets: {error}")))?;
    let call = SheetCall {
        client: attempt.outside.http(),
        vendors: attempt.outside.vendors(),
        access: GoogleAccess::of_connection(attempt.connection())?,
        sheet: SheetRef {
            spreadsheet: step.place.spreadsheet,
            sheet: step.place.sheet,
        },
        time: request.time_left,
        now: attempt.now(),
    };
    let sheets = attempt.outside.google_sheets();
    match step.action {
        SheetsAction::InsertRow(values) => {
            let row = Appending {
                values: row_values(attempt, values),
                look_for: attempt
                    .may_be_a_repeat()
                    .then(|| attempt.origin.event().to_string()),
            };
            sheets.append_row(&call, row).await
        }
        SheetsAction::UpdateRow { row, values } => {
            let values = row_values(attempt, values);
            sheets.update_row(&call, row, &values).await
        }
        SheetsAction::FindRows {
            column,
            value,
            exact,
            starting_row,
            count,
            names_from_row,
        } => {
            let search = RowSearch {
                column,
                value,
                exact,
                starting_row,
                count,
                names_from_row,
            };
            sheets.find_rows(&call, &search).await
        }
    }
}

fn row_values(attempt: &Attempt<'_>, values: RowInput) -> RowValues {
    let names = &attempt.request.settings.member_names;
    match values {
        RowInput::List(values) => RowValues::List(values),
        RowInput::Named(cells) => RowValues::Named {
            cells,
            headers: names.get(VALUES).cloned().unwrap_or_default(),
        },
    }
}
