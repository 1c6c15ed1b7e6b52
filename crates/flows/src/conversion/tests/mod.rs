#![allow(clippy::unwrap_used)]

mod scalars;
mod structures;

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
