#![allow(clippy::unwrap_used)]

use serde_json::json;

use super::*;

const SOURCE: &str = "d4de15fc0c5d3d9ab0b7ffdbd2f4a5e2a9c590a6";
const COLOURS: &str = "1f2d15fc0c5d3d9ab0b7ffdbd2f4a5e2a9c590a6";
const BUDGET: &str = "2f2d15fc0c5d3d9ab0b7ffdbd2f4a5e2a9c590a6";
const VISIT: &str = "3f2d15fc0c5d3d9ab0b7ffdbd2f4a5e2a9c590a6";
const NOTE: &str = "4f2d15fc0c5d3d9ab0b7ffdbd2f4a5e2a9c590a6";
const PLACE: &str = "5f2d15fc0c5d3d9ab0b7ffdbd2f4a5e2a9c590a6";

fn fields() -> Fields {
    let currency = format!("{BUDGET}_currency");
    let described = [
        json!({"key": "title", "name": "Title", "field_type": "varchar", "edit_flag": false}),
        json!({
            "key": SOURCE, "name": "Source", "field_type": "enum", "edit_flag": true,
            "options": [{"id": 11, "label": "Website"}, {"id": 12, "label": "Fair"}],
        }),
        json!({
            "key": COLOURS, "name": "Colours", "field_type": "set", "edit_flag": true,
            "options": [{"id": 21, "label": "White"}, {"id": 22, "label": "Anthracite"}],
        }),
        json!({"key": BUDGET, "name": "Budget", "field_type": "monetary", "edit_flag": true}),
        json!({
            "key": currency, "name": "Currency of Budget", "field_type": "varchar",
            "edit_flag": true, "is_subfield": true, "id_suffix": "currency",
        }),
        json!({"key": VISIT, "name": "Visit", "field_type": "date", "edit_flag": true}),
        json!({"key": NOTE, "name": "Note", "field_type": "varchar", "edit_flag": true}),
        json!({"key": PLACE, "name": "Place", "field_type": "address", "edit_flag": true}),
    ];
    Fields(described.iter().filter_map(Definition::of).collect())
}

fn written(custom: &Value) -> Result<Value, String> {
    let body = Map::from_iter([("title".to_owned(), "Q-1".into())]);
    let added = fields().add_to(&body, custom.as_object().unwrap());
    let mut added = added.map_err(|failure| failure.message)?;
    assert_eq!(added["title"], "Q-1");
    Ok(added.shift_remove("custom_fields").unwrap_or_default())
}

#[test]
fn each_type_of_custom_field_is_written_in_its_shape() {
    let currency = format!("{BUDGET}_currency");
    for (custom, expected) in [
        (json!({}), json!(null)),
        (json!({"Note": "Two doors"}), json!({NOTE: "Two doors"})),
        (json!({NOTE: 7}), json!({NOTE: "7"})),
        (json!({"Source": "website"}), json!({SOURCE: 11})),
        (json!({SOURCE: "12"}), json!({SOURCE: 12})),
        (
            json!({"Colours": ["White", 22]}),
            json!({COLOURS: [21, 22]}),
        ),
        (json!({"Colours": "Anthracite"}), json!({COLOURS: [22]})),
        (
            json!({"Budget": "3025.50", currency: "EUR"}),
            json!({BUDGET: {"value": 3025.5, "currency": "EUR"}}),
        ),
        (
            json!({"Budget": {"value": 10, "currency": "EUR"}}),
            json!({BUDGET: {"value": 10, "currency": "EUR"}}),
        ),
        (
            json!({"Visit": "2026-03-31T00:00:00.000Z"}),
            json!({VISIT: "2026-03-31"}),
        ),
        (json!({"Visit": "2026-03-31"}), json!({VISIT: "2026-03-31"})),
        (
            json!({"Place": "Main Street 5, Delft"}),
            json!({PLACE: {"value": "Main Street 5, Delft"}}),
        ),
    ] {
        assert_eq!(written(&custom), Ok(expected), "{custom}");
    }
}

#[test]
fn a_custom_field_or_a_choice_that_is_not_there_is_named() {
    for (custom, message) in [
        (json!({"Sauce": "Website"}), "no custom field \"Sauce\""),
        (json!({"Title": "x"}), "no custom field \"Title\""),
        (
            json!({"Source": "Radio"}),
            "\"Source\" of Pipedrive has no choice \"Radio\", but Website, Fair",
        ),
    ] {
        let refused = written(&custom).unwrap_err();
        assert!(refused.contains(message), "{refused}");
    }
}

#[test]
fn an_answer_shows_custom_fields_under_their_names() {
    let answer = json!({"success": true, "data": {
        "id": 45, "title": "Q-1",
        "custom_fields": {
            SOURCE: 12, COLOURS: [21, 22], NOTE: null, BUDGET: {"value": 5, "currency": "EUR"},
        },
    }});
    let expected = json!({"success": true, "data": {
        "id": 45, "title": "Q-1", "Source": "Fair", "Colours": ["White", "Anthracite"],
        "Note": null, "Budget": {"value": 5, "currency": "EUR"},
    }});
    assert_eq!(fields().named(answer), expected);
    let refused = format!("Validation failed: custom_fields.{NOTE}: too long");
    let expected = "Validation failed: custom_fields.Note: too long";
    assert_eq!(fields().named_in(refused), expected);
}
