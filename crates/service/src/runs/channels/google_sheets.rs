use serde_json::Value;
use winfactor_connectors::channels::{
    access_token,
    google_sheets::{
        Appending, GoogleAccess, RowSearch, RowValues, ServiceAccount, SheetCall, SheetRef,
    },
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
        access: access(attempt.connection())?,
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

/// A service account's key file in `serviceAccount`, perhaps for a person of its domain; or a token.
fn access(connection: &Value) -> Result<GoogleAccess, ChannelFailure> {
    let text_at = |pointer: &str| {
        let text = connection.pointer(pointer).and_then(Value::as_str);
        text.map(str::trim).filter(|text| !text.is_empty())
    };
    let key_file = text_at("/props/serviceAccount").or_else(|| text_at("/secret_text"));
    let Some(key_file) = key_file else {
        return Ok(GoogleAccess::Token(access_token(
            connection,
            "Google Sheets",
        )?));
    };
    let account = ServiceAccount::from_json(key_file);
    Ok(GoogleAccess::ServiceAccount {
        account: account.map_err(|error| ChannelFailure::broken(error.to_string()))?,
        subject: text_at("/props/userEmail").map(str::to_owned),
    })
}
