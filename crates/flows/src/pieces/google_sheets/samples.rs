//! Answers of Google's, as the steps give them on.

use serde_json::{Value, json};

const SPREADSHEET: &str = "1qZ0y0mB7sVd3kq8Yx2oTn5Lr4uWc6EaHfJgIiKkMmPo";

pub(super) fn inserted() -> Value {
    json!({
        "spreadsheetId": SPREADSHEET,
        "updates": updates(),
        "row": 5,
        "tableRange": "Quotes!A1:C4",
    })
}

pub(super) fn updated() -> Value {
    json!({"updates": updates(), "row": 5})
}

pub(super) fn found() -> Value {
    json!([{"row": 5, "values": {"A": "Q-2026-0042", "B": "John Smith", "C": "3025"}}])
}

fn updates() -> Value {
    json!({
        "spreadsheetId": SPREADSHEET,
        "updatedRange": "Quotes!A5:C5",
        "updatedRows": 1,
        "updatedColumns": 3,
        "updatedCells": 3,
    })
}
