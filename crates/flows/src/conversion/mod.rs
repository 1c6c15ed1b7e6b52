//! From resolved values to what an action's inputs are declared as.
//!
//! Only inputs that are present are converted; that a required one is missing is for validation to
//! say. A value is first turned into its type as far as it can be, and then checked. All errors of a
//! step are told together, by input, in ActivePieces' words.

mod array;
mod date_time;
mod dynamic;
mod file;
mod json;
mod number;
mod object;
mod property_settings;
#[cfg(test)]
mod tests;
mod text;

use serde_json::{Map, Value};

use crate::javascript::display;
use crate::pieces::{PropDefinition, PropertyType};

pub(crate) use property_settings::PropertySettings;

/// What became of one value.
enum Converted {
    Value(Value),
    /// The input counts as not given.
    Absent,
    /// It cannot be turned into its type, which is an error even if it is optional.
    Wrong,
}

/// Errors by input: a list of texts, or the errors of the members.
type Errors = Map<String, Value>;

/// Converts the inputs in place. On failure the message is the JSON object that ActivePieces shows:
/// for each wrong input a list of texts.
pub(crate) fn convert(
    input: &mut Map<String, Value>,
    props: &[PropDefinition],
    settings: &PropertySettings,
) -> Result<(), String> {
    let errors = convert_members(input, props, settings);
    if errors.is_empty() {
        Ok(())
    } else {
        Err(format!("{:#}", Value::Object(errors)))
    }
}

fn convert_members(
    input: &mut Map<String, Value>,
    props: &[PropDefinition],
    settings: &PropertySettings,
) -> Errors {
    let mut errors = Errors::new();
    let mut complaints = Errors::new();
    for (name, original) in std::mem::take(input) {
        let Some(prop) = props.iter().find(|prop| prop.name == name) else {
            input.insert(name, original);
            continue;
        };
        let (converted, inner) = convert_one(original.clone(), prop, settings);
        if let Some(inner) = inner {
            errors.insert(name.clone(), inner);
        }
        if !is_fine(prop, &converted) {
            let complaint = format!("{}, received: {}", expectation(prop), display(&original));
            complaints.insert(name.clone(), Value::from(vec![complaint]));
        }
        if let Converted::Value(value) = converted {
            input.insert(name, value);
        }
    }
    errors.extend(complaints);
    errors
}

/// The value, and the errors of its members.
fn convert_one(
    value: Value,
    prop: &PropDefinition,
    settings: &PropertySettings,
) -> (Converted, Option<Value>) {
    let converted = match &prop.property_type {
        PropertyType::ShortText | PropertyType::LongText | PropertyType::SecretText => {
            text::convert(value, prop.required)
        }
        PropertyType::Number => number::convert(value),
        PropertyType::Json => json::convert(value),
        PropertyType::Object => object::convert(value),
        PropertyType::DateTime => date_time::convert(&value),
        PropertyType::File => file::convert(&value),
        PropertyType::Array(properties) if !properties.is_empty() => {
            return array::convert(value, properties);
        }
        PropertyType::Dynamic => return dynamic::convert(value, settings.schema_of(&prop.name)),
        PropertyType::Array(_)
        | PropertyType::Checkbox
        | PropertyType::Dropdown
        | PropertyType::MultiSelectDropdown
        | PropertyType::StaticDropdown(_)
        | PropertyType::StaticMultiSelectDropdown(_)
        | PropertyType::Markdown
        | PropertyType::Color
        | PropertyType::Custom => Converted::Value(value),
    };
    (converted, None)
}

fn is_fine(prop: &PropDefinition, converted: &Converted) -> bool {
    let value = match converted {
        Converted::Wrong => return false,
        Converted::Absent | Converted::Value(Value::Null) => {
            return !prop.required || !is_checked(&prop.property_type);
        }
        Converted::Value(value) => value,
    };
    match prop.property_type {
        PropertyType::ShortText | PropertyType::LongText | PropertyType::DateTime => {
            value.is_string()
        }
        PropertyType::Number => value.is_number(),
        PropertyType::Checkbox => value.is_boolean(),
        PropertyType::Json => value.is_object() || value.is_array(),
        PropertyType::Object | PropertyType::File => value.is_object(),
        PropertyType::Array(_) => value.is_array(),
        _ => true,
    }
}

/// Secrets, dropdowns and what is not known are taken as they are.
fn is_checked(property_type: &PropertyType) -> bool {
    matches!(
        property_type,
        PropertyType::ShortText
            | PropertyType::LongText
            | PropertyType::Number
            | PropertyType::Checkbox
            | PropertyType::Json
            | PropertyType::Object
            | PropertyType::Array(_)
            | PropertyType::DateTime
            | PropertyType::File
    )
}

fn expectation(prop: &PropDefinition) -> &'static str {
    match prop.property_type {
        PropertyType::Number => "Expected number",
        PropertyType::Checkbox => "Expected boolean",
        PropertyType::Json => "Expected JSON",
        PropertyType::Object => "Expected object",
        PropertyType::Array(_) => "Expected array",
        PropertyType::DateTime => {
            "Invalid datetime format. Expected ISO format (e.g. 2024-03-14T12:00:00.000Z)"
        }
        PropertyType::File => "Expected file url or base64 with mimeType",
        _ => "Expected string",
    }
}
