use serde_json::{Map, Value};

use super::property::{Choice, PropDefinition, PropertyType};

impl PropDefinition {
    /// Reads properties as ActivePieces describes them in JSON: by name, each with its `type`,
    /// `displayName` and `required`. Members of a type that is not known are converted in no way.
    pub(crate) fn from_schema(schema: &Map<String, Value>) -> Vec<Self> {
        schema
            .iter()
            .filter_map(|(name, property)| Self::from_property(name, property))
            .collect()
    }

    fn from_property(name: &str, property: &Value) -> Option<Self> {
        let text = |key: &str| property.get(key).and_then(Value::as_str);
        let property_type = match text("type")? {
            "SHORT_TEXT" => PropertyType::ShortText,
            "LONG_TEXT" => PropertyType::LongText,
            "SECRET_TEXT" => PropertyType::SecretText,
            "NUMBER" => PropertyType::Number,
            "CHECKBOX" => PropertyType::Checkbox,
            "JSON" => PropertyType::Json,
            "OBJECT" => PropertyType::Object,
            "ARRAY" => {
                let properties = property.get("properties").and_then(Value::as_object);
                PropertyType::Array(properties.map(Self::from_schema).unwrap_or_default())
            }
            "DATE_TIME" => PropertyType::DateTime,
            "FILE" => PropertyType::File,
            "DYNAMIC" => PropertyType::Dynamic,
            "DROPDOWN" => PropertyType::Dropdown,
            "MULTI_SELECT_DROPDOWN" => PropertyType::MultiSelectDropdown,
            "STATIC_DROPDOWN" => PropertyType::StaticDropdown(choices(property)),
            "STATIC_MULTI_SELECT_DROPDOWN" => {
                PropertyType::StaticMultiSelectDropdown(choices(property))
            }
            "MARKDOWN" => PropertyType::Markdown,
            "COLOR" => PropertyType::Color,
            _ => PropertyType::Custom,
        };
        let is_required = property.get("required").and_then(Value::as_bool);
        Some(Self {
            default: property.get("defaultValue").cloned(),
            ..Self::new(
                name,
                text("displayName").unwrap_or(name),
                property_type,
                is_required.unwrap_or(false),
            )
        })
    }
}

fn choices(property: &Value) -> Vec<Choice> {
    let options = property
        .pointer("/options/options")
        .and_then(Value::as_array);
    let choice = |option: &Value| {
        Some(Choice {
            label: option.get("label")?.as_str()?.to_owned(),
            value: option.get("value")?.clone(),
        })
    };
    options.into_iter().flatten().filter_map(choice).collect()
}
