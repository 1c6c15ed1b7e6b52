#![allow(clippy::unwrap_used)]
use super::*;
use serde_json::json;

const REQUIRED: bool = true;
const OPTIONAL: bool = false;

fn converted(property_type: &PropertyType, required: bool, value: Value) -> Result<Value, Value> {
    let prop = PropDefinition::new("p", "P", property_type.clone(), required);
    converted_with(prop, &PropertySettings::default(), value)
}

fn converted_with(
    prop: PropDefinition,
    settings: &PropertySettings,
    value: Value,
) -> Result<Value, Value> {
    let mut input = Map::from_iter([("p".to_owned(), value)]);
    convert(&mut input, &[prop], settings)
        .map(|()| Value::Object(input))
        .map_err(|message| serde_json::from_str(&message).unwrap())
}

/// What the value becomes; an Err is the value in the message.
fn check(property_type: &PropertyType, table: &[(bool, Value, Result<Value, &str>)]) {
    for (required, value, expected) in table {
        let result = converted(property_type, *required, value.clone());
        let expected = expected.clone().map_err(|message| json!({"p": [message]}));
        assert_eq!(
            result, expected,
            "{property_type:?}, required {required}: {value}"
        );
    }
}

#[test]
fn texts_become_text() {
    for property_type in [PropertyType::ShortText, PropertyType::LongText] {
        check(
            &property_type,
            &[
                (OPTIONAL, json!("x"), Ok(json!({"p": "x"}))),
                (OPTIONAL, json!(5.0), Ok(json!({"p": "5"}))),
                (OPTIONAL, json!(true), Ok(json!({"p": "true"}))),
                (OPTIONAL, json!([1, "a"]), Ok(json!({"p": "[1,\"a\"]"}))),
                (
                    OPTIONAL,
                    json!({"a": null}),
                    Ok(json!({"p": "{\"a\":null}"})),
                ),
                (OPTIONAL, json!(""), Ok(json!({}))),
                (OPTIONAL, json!(null), Ok(json!({"p": null}))),
                (REQUIRED, json!(""), Ok(json!({"p": ""}))),
                (
                    REQUIRED,
                    json!(null),
                    Err("Expected string, received: null"),
                ),
            ],
        );
    }
    check(
        &PropertyType::SecretText,
        &[
            (REQUIRED, json!(null), Ok(json!({"p": null}))),
            (REQUIRED, json!(7), Ok(json!({"p": "7"}))),
            (OPTIONAL, json!(""), Ok(json!({}))),
        ],
    );
}

#[test]
fn numbers_are_read_as_javascript_reads_them() {
    check(
        &PropertyType::Number,
        &[
            (REQUIRED, json!(" 7 "), Ok(json!({"p": 7}))),
            (REQUIRED, json!("1.50"), Ok(json!({"p": 1.5}))),
            (REQUIRED, json!(true), Ok(json!({"p": 1}))),
            (REQUIRED, json!([]), Ok(json!({"p": 0}))),
            (REQUIRED, json!("0x1F"), Ok(json!({"p": 31}))),
            (REQUIRED, json!(" "), Ok(json!({"p": 0}))),
            (OPTIONAL, json!(""), Ok(json!({}))),
            (OPTIONAL, json!(null), Ok(json!({"p": null}))),
            (REQUIRED, json!(""), Err("Expected number, received: ")),
            (
                REQUIRED,
                json!(null),
                Err("Expected number, received: null"),
            ),
            (
                OPTIONAL,
                json!("1,5"),
                Err("Expected number, received: 1,5"),
            ),
            (
                OPTIONAL,
                json!({}),
                Err("Expected number, received: [object Object]"),
            ),
        ],
    );
}

#[test]
fn checkboxes_must_be_true_or_false() {
    check(
        &PropertyType::Checkbox,
        &[
            (OPTIONAL, json!(false), Ok(json!({"p": false}))),
            (OPTIONAL, json!(null), Ok(json!({"p": null}))),
            (
                REQUIRED,
                json!(null),
                Err("Expected boolean, received: null"),
            ),
            (
                OPTIONAL,
                json!("true"),
                Err("Expected boolean, received: true"),
            ),
            (OPTIONAL, json!(""), Err("Expected boolean, received: ")),
            (OPTIONAL, json!(1), Err("Expected boolean, received: 1")),
        ],
    );
}

#[test]
fn json_is_an_object_or_a_list() {
    check(
        &PropertyType::Json,
        &[
            (REQUIRED, json!({"a": 1}), Ok(json!({"p": {"a": 1}}))),
            (REQUIRED, json!([1]), Ok(json!({"p": [1]}))),
            (
                REQUIRED,
                json!("{\"a\": [1]}"),
                Ok(json!({"p": {"a": [1]}})),
            ),
            (OPTIONAL, json!(""), Ok(json!({}))),
            (OPTIONAL, json!(null), Ok(json!({"p": null}))),
            (OPTIONAL, json!("null"), Ok(json!({"p": null}))),
            (REQUIRED, json!(""), Err("Expected JSON, received: ")),
            (REQUIRED, json!(null), Err("Expected JSON, received: null")),
            (OPTIONAL, json!(" "), Err("Expected JSON, received:  ")),
            (OPTIONAL, json!("{a}"), Err("Expected JSON, received: {a}")),
            (OPTIONAL, json!("5"), Err("Expected JSON, received: 5")),
            (OPTIONAL, json!(5), Err("Expected JSON, received: 5")),
        ],
    );
}

#[test]
fn objects_may_be_text() {
    check(
        &PropertyType::Object,
        &[
            (REQUIRED, json!({"a": 1}), Ok(json!({"p": {"a": 1}}))),
            (REQUIRED, json!("{\"a\":1}"), Ok(json!({"p": {"a": 1}}))),
            (OPTIONAL, json!([1]), Ok(json!({}))),
            (OPTIONAL, json!("[1]"), Ok(json!({}))),
            (OPTIONAL, json!("{a"), Ok(json!({}))),
            (OPTIONAL, json!(""), Ok(json!({}))),
            (OPTIONAL, json!(7), Ok(json!({}))),
            (OPTIONAL, json!(null), Ok(json!({"p": null}))),
            (
                REQUIRED,
                json!([1, 2]),
                Err("Expected object, received: 1,2"),
            ),
            (REQUIRED, json!("{a"), Err("Expected object, received: {a")),
            (
                REQUIRED,
                json!(null),
                Err("Expected object, received: null"),
            ),
            (OPTIONAL, json!("5"), Err("Expected object, received: 5")),
        ],
    );
}

#[test]
fn dates_become_iso_text() {
    let wrong = "Invalid datetime format. Expected ISO format (e.g. 2024-03-14T12:00:00.000Z)";
    let iso = |text: &str| Ok(json!({"p": text}));
    let soon = format!("{wrong}, received: soon");
    let null = format!("{wrong}, received: null");
    check(
        &PropertyType::DateTime,
        &[
            (
                REQUIRED,
                json!("2024-03-14"),
                iso("2024-03-14T00:00:00.000Z"),
            ),
            (
                REQUIRED,
                json!("2024-03-14 12:30"),
                iso("2024-03-14T12:30:00.000Z"),
            ),
            (
                REQUIRED,
                json!("2024-03-14T12:30:00+02:00"),
                iso("2024-03-14T10:30:00.000Z"),
            ),
            (
                REQUIRED,
                json!("March 14, 2024"),
                iso("2024-03-14T00:00:00.000Z"),
            ),
            (
                REQUIRED,
                json!(1_710_417_600_000_i64),
                iso("2024-03-14T12:00:00.000Z"),
            ),
            (
                REQUIRED,
                json!([2024, 3, 14]),
                iso("2024-03-14T00:00:00.000Z"),
            ),
            (OPTIONAL, json!("soon"), Ok(json!({}))),
            (OPTIONAL, json!(""), Ok(json!({}))),
            (OPTIONAL, json!(null), Ok(json!({}))),
            (OPTIONAL, json!({}), Ok(json!({}))),
            (REQUIRED, json!("soon"), Err(&soon)),
            (REQUIRED, json!(null), Err(&null)),
        ],
    );
}

#[test]
fn files_are_data_or_addresses() {
    check(
        &PropertyType::File,
        &[
            (
                REQUIRED,
                json!("data:text/csv;base64,YSxi"),
                Ok(json!({"p": {"filename": "unknown.csv", "extension": "csv", "base64": "YSxi"}})),
            ),
            (
                REQUIRED,
                json!("https://files.example/a.pdf"),
                Ok(json!({"p": {"url": "https://files.example/a.pdf"}})),
            ),
            (OPTIONAL, json!(""), Ok(json!({"p": null}))),
            (OPTIONAL, json!({"url": "x"}), Ok(json!({"p": null}))),
            (
                REQUIRED,
                json!("YSxi"),
                Err("Expected file url or base64 with mimeType, received: YSxi"),
            ),
            (
                REQUIRED,
                json!(null),
                Err("Expected file url or base64 with mimeType, received: null"),
            ),
        ],
    );
}

#[test]
fn lists_must_be_lists() {
    check(
        &PropertyType::Array(Vec::new()),
        &[
            (REQUIRED, json!(["a", 1]), Ok(json!({"p": ["a", 1]}))),
            (OPTIONAL, json!(null), Ok(json!({"p": null}))),
            (OPTIONAL, json!(""), Err("Expected array, received: ")),
            (OPTIONAL, json!("[1]"), Err("Expected array, received: [1]")),
            (
                OPTIONAL,
                json!({"a": [1]}),
                Err("Expected array, received: [object Object]"),
            ),
            (REQUIRED, json!(null), Err("Expected array, received: null")),
        ],
    );
}

#[test]
fn lists_of_records_are_zipped_and_converted() {
    let records = PropertyType::Array(vec![
        PropDefinition::new("name", "Name", PropertyType::ShortText, true),
        PropDefinition::new("count", "Count", PropertyType::Number, false),
    ]);
    let table = [
        (
            json!([{"name": 5, "count": "7"}, {"name": "b"}]),
            Ok(json!({"p": [{"name": "5", "count": 7}, {"name": "b"}]})),
        ),
        (
            json!({"name": ["a", "b"], "count": 1, "other": [true]}),
            Ok(json!({"p": [
                {"name": "a", "count": 1, "other": true}, {"name": "b", "count": 1},
            ]})),
        ),
        (
            json!({"name": "a", "count": ["1", "2", "3"]}),
            Ok(json!({"p": [
                {"name": "a", "count": 1}, {"name": "a", "count": 2}, {"name": "a", "count": 3},
            ]})),
        ),
        (json!({"name": "a"}), Ok(json!({"p": [{"name": "a"}]}))),
        (json!({"name": []}), Ok(json!({"p": []}))),
        (json!({}), Ok(json!({"p": []}))),
        (json!(""), Ok(json!({"p": []}))),
        (
            json!([{"name": "a"}, {"name": null, "count": "x"}]),
            Err(json!({"p": {"properties": [
                {},
                {
                    "name": ["Expected string, received: null"],
                    "count": ["Expected number, received: x"],
                },
            ]}})),
        ),
        (
            json!({"name": ["a"], "count": [1, 2]}),
            Err(json!({"p": {"properties": [
                {}, {"name": ["Expected string, received: null"]},
            ]}})),
        ),
        (
            json!(["a"]),
            Err(json!({"p": {"properties": [{"item": ["Expected object, received: a"]}]}})),
        ),
        (json!(5), Err(json!({"p": ["Expected array, received: 5"]}))),
    ];
    for (value, expected) in table {
        assert_eq!(
            converted(&records, OPTIONAL, value.clone()),
            expected,
            "{value}"
        );
    }
}

#[test]
fn dynamic_members_are_converted_by_the_steps_schema() {
    let settings = PropertySettings::read(Some(&json!({
        "p": {"type": "MANUAL", "schema": {
            "status": {"type": "NUMBER", "displayName": "Status", "required": false},
            "data": {"type": "JSON", "displayName": "Data", "required": true},
            "rows": {"type": "ARRAY", "required": false, "properties": {
                "name": {"type": "SHORT_TEXT", "required": true},
            }},
            "kind": {"type": "STATIC_DROPDOWN", "required": true},
        }},
        "q": {"type": "DYNAMIC"},
    })));
    let dynamic = |value: Value| {
        let prop = PropDefinition::new("p", "P", PropertyType::Dynamic, true);
        converted_with(prop, &settings, value)
    };
    assert_eq!(
        dynamic(json!({"status": "201", "data": "{\"a\":1}", "rows": {"name": [1]}, "kind": 5})),
        Ok(json!({"p": {"status": 201, "data": {"a": 1}, "rows": [{"name": "1"}], "kind": 5}}))
    );
    assert_eq!(
        dynamic(json!({"data": "oops", "rows": 1})),
        Err(json!({"p": {
            "data": ["Expected JSON, received: oops"], "rows": ["Expected array, received: 1"],
        }}))
    );
    assert_eq!(dynamic(json!("")), Ok(json!({"p": {}})));
    assert_eq!(dynamic(json!(null)), Ok(json!({"p": null})));
    let without_schema = converted(&PropertyType::Dynamic, REQUIRED, json!({"status": "201"}));
    assert_eq!(without_schema, Ok(json!({"p": {"status": "201"}})));
}

#[test]
fn the_other_types_are_taken_as_they_are() {
    for property_type in [
        PropertyType::Dropdown,
        PropertyType::MultiSelectDropdown,
        PropertyType::one_of(&[("a", "A")]),
        PropertyType::StaticMultiSelectDropdown(Vec::new()),
        PropertyType::Markdown,
        PropertyType::Color,
        PropertyType::Custom,
    ] {
        for value in [json!(null), json!(""), json!("b"), json!([1])] {
            assert_eq!(
                converted(&property_type, REQUIRED, value.clone()),
                Ok(json!({"p": value}))
            );
        }
    }
}

#[test]
fn absent_and_undeclared_inputs_are_left_alone() {
    let prop = PropDefinition::new("p", "P", PropertyType::ShortText, true);
    let mut input = Map::from_iter([("other".to_owned(), json!(5))]);
    convert(&mut input, &[prop], &PropertySettings::default()).unwrap();
    assert_eq!(Value::Object(input), json!({"other": 5}));
}

#[test]
fn all_errors_are_told_with_an_indent() {
    let props = [
        PropDefinition::new("a", "A", PropertyType::Number, true),
        PropDefinition::new("b", "B", PropertyType::Checkbox, false),
    ];
    let mut input = json!({"b": "no", "a": "x"}).as_object().unwrap().clone();
    let message = convert(&mut input, &props, &PropertySettings::default()).unwrap_err();
    assert_eq!(
        message,
        "{\n  \"b\": [\n    \"Expected boolean, received: no\"\n  ],\n  \"a\": [\n    \"Expected number, received: x\"\n  ]\n}"
    );
}
