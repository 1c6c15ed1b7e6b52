#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};

use super::*;

fn read(action: &str, own: Value) -> Result<SheetsStep, String> {
    let mut input = json!({"spreadsheetId": "1abc", "sheetId": 0});
    let input = input.as_object_mut().unwrap();
    input.extend(own.as_object().unwrap().clone());
    SheetsStep::from_input(action, input).map_err(|error| error.to_string())
}

fn row(own: Value) -> RowInput {
    match read(INSERT_ROW, own).unwrap().action {
        SheetsAction::InsertRow(row) => row,
        other => panic!("{other:?}"),
    }
}

#[test]
fn cells_keep_their_kind() {
    let values = json!({"A": "007", "B": 12.5, "C": null, "D": true, "E": "=1+1"});
    let kept = row(json!({"values": values}));
    assert!(kept == RowInput::Named(values.as_object().unwrap().clone()));
    let as_text = row(json!({"values": values, "as_string": true}));
    assert!(
        as_text == kept,
        "text is text anyway, and a number stays one"
    );
    let list = row(json!({"values": {"values": ["a", 1]}}));
    assert!(list == RowInput::List(vec![json!("a"), json!(1)]));
}

#[test]
fn an_address_of_a_spreadsheet_stands_for_its_id() {
    let own = json!({
        "spreadsheetId": "https://docs.google.com/spreadsheets/d/1AbC_d-9/edit?gid=12#gid=12",
        "sheetId": "12", "row_id": "5", "values": {"A": "x"},
    });
    let step = read(UPDATE_ROW, own).unwrap();
    let place = SheetPlace {
        spreadsheet: "1AbC_d-9".to_owned(),
        sheet: 12,
    };
    assert_eq!(step.place, place);
    assert!(matches!(
        step.action,
        SheetsAction::UpdateRow { row: 5, .. }
    ));
}

#[test]
fn a_search_has_the_defaults_of_its_inputs() {
    let found = read(FIND_ROWS, json!({"columnName": "B", "searchValue": 42})).unwrap();
    let expected = SheetsAction::FindRows {
        column: "B".to_owned(),
        value: "42".to_owned(),
        exact: false,
        starting_row: 1,
        count: 1,
        names_from_row: None,
    };
    assert_eq!(found.action, expected);
    let own = json!({
        "columnName": "AB", "matchCase": true, "startingRow": 2, "numberOfRows": 10,
        "headerRow": 3, "useHeaderNames": true,
    });
    let expected = SheetsAction::FindRows {
        column: "AB".to_owned(),
        value: String::new(),
        exact: true,
        starting_row: 2,
        count: 10,
        names_from_row: Some(3),
    };
    assert_eq!(read(FIND_ROWS, own).unwrap().action, expected);
}

#[test]
fn an_input_that_says_too_little_is_told() {
    for (action, own, message) in [
        (
            INSERT_ROW,
            json!({"spreadsheetId": "", "values": {"A": 1}}),
            "spreadsheet is missing",
        ),
        (
            INSERT_ROW,
            json!({"sheetId": "Quotes", "values": {"A": 1}}),
            "after gid=",
        ),
        (INSERT_ROW, json!({"values": {}}), "must name columns"),
        (INSERT_ROW, json!({"values": "x"}), "must name columns"),
        (
            UPDATE_ROW,
            json!({"values": {"A": 1}}),
            "row number is missing",
        ),
        (
            UPDATE_ROW,
            json!({"row_id": 0, "values": {"A": 1}}),
            "from 1 on, not 0",
        ),
        (
            UPDATE_ROW,
            json!({"row_id": 1.5, "values": {"A": 1}}),
            "whole number",
        ),
        (FIND_ROWS, json!({"columnName": "Name"}), "letter such as A"),
        ("clear_sheet", json!({}), "not built in"),
    ] {
        let refused = read(action, own.clone()).unwrap_err();
        assert!(refused.contains(message), "{action} {own}: {refused}");
    }
}
