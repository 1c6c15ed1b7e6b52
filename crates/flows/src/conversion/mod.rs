//! From resolved values to what an action's inputs are declared as.
//!
//! Only inputs that are present are converted; that a required one is missing is for validation to
//! say. All errors of a step are told together, by input.

mod checkbox;
mod text;

use serde_json::{Map, Value};

use crate::pieces::{PropDefinition, PropertyType};

/// What became of one input.
enum Converted {
    Value(Value),
    /// The input counts as not given.
    Absent,
    Wrong(&'static str),
}

/// Converts the inputs in place. On failure the message is the JSON object that ActivePieces shows:
/// for each wrong input a list of texts.
pub(crate) fn convert(
    input: &mut Map<String, Value>,
    props: &[PropDefinition],
) -> Result<(), String> {
    let mut errors = Map::new();
    for prop in props {
        let Some(value) = input.get_mut(&prop.name).map(Value::take) else {
            continue;
        };
        match convert_one(value, prop) {
            Converted::Value(value) => {
                input.insert(prop.name.clone(), value);
            }
            Converted::Absent => {
                input.shift_remove(&prop.name);
            }
            Converted::Wrong(message) => {
                errors.insert(prop.name.clone(), Value::from(vec![message]));
            }
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(format!("{:#}", Value::Object(errors)))
    }
}

fn convert_one(value: Value, prop: &PropDefinition) -> Converted {
    match prop.property_type {
        PropertyType::ShortText | PropertyType::LongText => text::convert(value, prop.required),
        PropertyType::Checkbox => checkbox::convert(value, prop.required),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn converted(
        property_type: PropertyType,
        required: bool,
        value: Value,
    ) -> Result<Value, String> {
        let prop = PropDefinition::new("p", "P", property_type, required);
        let mut input = Map::from_iter([("p".to_owned(), value)]);
        convert(&mut input, &[prop])?;
        Ok(Value::Object(input))
    }

    #[test]
    fn texts_become_text() {
        let table = [
            (json!("x"), json!({"p": "x"})),
            (json!(5.0), json!({"p": "5"})),
            (json!(true), json!({"p": "true"})),
            (json!([1, "a"]), json!({"p": "[1,\"a\"]"})),
            (json!({"a": null}), json!({"p": "{\"a\":null}"})),
            (json!(""), json!({})),
            (json!(null), json!({"p": null})),
        ];
        for (value, expected) in table {
            let result = converted(PropertyType::ShortText, false, value.clone());
            assert_eq!(result, Ok(expected), "{value}");
        }
        assert_eq!(
            converted(PropertyType::LongText, true, json!("")),
            Ok(json!({"p": ""}))
        );
        assert_eq!(
            converted(PropertyType::LongText, true, json!(null)),
            Err("{\n  \"p\": [\n    \"must be text\"\n  ]\n}".to_owned())
        );
    }

    #[test]
    fn checkboxes_must_be_true_or_false() {
        assert_eq!(
            converted(PropertyType::Checkbox, false, json!(false)),
            Ok(json!({"p": false}))
        );
        assert_eq!(
            converted(PropertyType::Checkbox, false, json!(null)),
            Ok(json!({"p": null}))
        );
        assert!(converted(PropertyType::Checkbox, true, json!(null)).is_err());
        assert!(converted(PropertyType::Checkbox, false, json!("true")).is_err());
        assert!(converted(PropertyType::Checkbox, false, json!(1)).is_err());
    }

    #[test]
    fn absent_and_undeclared_inputs_are_left_alone() {
        let prop = PropDefinition::new("p", "P", PropertyType::ShortText, true);
        let mut input = Map::from_iter([("other".to_owned(), json!(5))]);
        convert(&mut input, &[prop]).unwrap();
        assert_eq!(Value::Object(input), json!({"other": 5}));
    }
}
