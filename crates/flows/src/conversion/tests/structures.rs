use super::*;

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
