use serde_json::{Map, Value, json};
use winfactor_domain::{EventType, Locale};

use super::{Scene, TELL};
use crate::pieces::google_sheets::{INSERT_ROW, SHEETS_PIECE, VALUES};
use crate::recipes::Occasion;
use crate::recipes::field::Field;
use crate::recipes::setting::SettingKey;
use crate::recipes::step::{OnFailure, PieceStep};
use crate::recipes::words::{SHEET, label, occasion_words};

/// What a column of the sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// What happened, in words.
    Event,
    Is(Field),
    /// What only this kind of event has.
    Details,
    Link,
}

/// The columns from A on: the same for every event, so that all can go to one sheet.
const COLUMNS: [Column; 12] = [
    Column::Is(Field::HappenedAt),
    Column::Event,
    Column::Is(Field::Number),
    Column::Is(Field::CustomerName),
    Column::Is(Field::Company),
    Column::Is(Field::Email),
    Column::Is(Field::Phone),
    Column::Is(Field::Amount),
    Column::Is(Field::Currency),
    Column::Details,
    Column::Link,
    Column::Is(Field::EventId),
];

pub(super) fn steps(scene: &Scene<'_>) -> Vec<Value> {
    let spreadsheet = scene.filled.get(SettingKey::Spreadsheet);
    let sheet = scene.filled.get(SettingKey::Sheet);
    let row: Map<String, Value> = ('A'..)
        .zip(COLUMNS)
        .filter_map(|(letter, column)| Some((letter.to_string(), cell(column, scene)?.into())))
        .collect();
    let append = PieceStep {
        name: TELL,
        display_name: scene.step_name(),
        piece: SHEETS_PIECE,
        version: "0.14.6",
        action: INSERT_ROW,
        on_failure: OnFailure::TryAgain,
        input: json!({
            "auth": scene.filled.connection(SettingKey::Connection),
            "includeTeamDrives": false,
            "spreadsheetId": spreadsheet,
            "sheetId": sheet.and_then(|sheet| sheet.parse::<u64>().ok()),
            "first_row_headers": true,
            // What looks like a formula in what a customer typed stays text.
            "as_string": true,
            VALUES: row,
        }),
        is_complete: spreadsheet.is_some() && sheet.is_some(),
    };
    vec![append.value()]
}

/// The texts of row 1, from column A on.
pub(in crate::recipes) fn headers(locale: Locale) -> [&'static str; COLUMNS.len()] {
    COLUMNS.map(|column| {
        let words = match column {
            Column::Event => SHEET.event,
            Column::Is(field) => label(field),
            Column::Details => SHEET.details,
            Column::Link => SHEET.link,
        };
        words.of(locale)
    })
}

/// What goes into the column; nothing where this kind of event has no such value.
fn cell(column: Column, scene: &Scene<'_>) -> Option<String> {
    let message = scene.message();
    let event = message.event();
    match column {
        Column::Event => {
            let name = occasion_words(Occasion::Event(event)).name;
            Some(name.of(scene.locale).to_owned())
        }
        Column::Is(field) => has(event, field).then(|| field.token(event)),
        Column::Details => details(event),
        Column::Link => Some(message.link()),
    }
}

fn has(event: EventType, field: Field) -> bool {
    let is_quote = !matches!(event, EventType::SubmissionCreated | EventType::LeadCreated);
    match field {
        Field::Number | Field::Amount | Field::Currency => is_quote,
        Field::Company => event != EventType::LeadCreated,
        _ => true,
    }
}

fn details(event: EventType) -> Option<String> {
    let fields: &[Field] = match event {
        EventType::SubmissionCreated => &[Field::Template, Field::Size],
        EventType::QuoteCreated => &[Field::CreatedBy],
        EventType::QuoteSent | EventType::QuoteExpiringSoon | EventType::QuoteExpired => {
            &[Field::ValidUntil]
        }
        EventType::QuoteViewed => return None,
        EventType::QuoteAccepted => &[Field::AcceptedBy],
        EventType::QuoteRejected => &[Field::Reason],
        EventType::LeadCreated => &[Field::Message],
    };
    let values = fields.iter().map(|field| field.token(event));
    Some(values.collect::<Vec<_>>().join(", "))
}
