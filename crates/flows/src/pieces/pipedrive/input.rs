//! Reads the members of an input as Pipedrive's API wants them: it takes no text for a number.

use serde_json::{Map, Value, json};

use crate::javascript::{day_of_text, iso_text};
use crate::pieces::record_fields::{filled, is_blank, text, texts};

/// Why an input asks nothing of Pipedrive. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PipedriveInputError {
    #[error("give the name, or the first and the last name")]
    NoName,
    #[error("give the name, or the first and the last name, not both")]
    TwoNames,
    #[error("the first name and the last name belong together; for one alone use the name")]
    HalfAName,
    #[error("the deal's title is missing")]
    NoTitle,
    #[error("the {field} must be Pipedrive's number of it, not {given}")]
    Id { field: &'static str, given: String },
    #[error("the {field} must be a date, such as 2026-03-31, not {given:?}")]
    Date { field: &'static str, given: String },
    #[error("the custom fields must be an object, of the fields' names or keys and their values")]
    CustomFields,
    #[error("the action {action:?} of Pipedrive is not built in")]
    Action { action: String },
}

/// Pipedrive's number of something; none when it is blank.
pub(super) fn id(
    input: &Map<String, Value>,
    name: &str,
    field: &'static str,
) -> Result<Option<u64>, PipedriveInputError> {
    let Some(value) = input.get(name).filter(|value| !is_blank(value)) else {
        return Ok(None);
    };
    id_in(value, field).map(Some)
}

pub(super) fn ids(
    input: &Map<String, Value>,
    name: &str,
    field: &'static str,
) -> Result<Vec<u64>, PipedriveInputError> {
    let given = match input.get(name) {
        Some(Value::Array(items)) => items.as_slice(),
        Some(item) => std::slice::from_ref(item),
        None => &[],
    };
    let given = given.iter().filter(|item| !is_blank(item));
    given.map(|item| id_in(item, field)).collect()
}

fn id_in(value: &Value, field: &'static str) -> Result<u64, PipedriveInputError> {
    let number = match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.ok_or_else(|| PipedriveInputError::Id {
        field,
        given: value.to_string(),
    })
}

/// A day, such as `2026-03-31`; texts are read as ActivePieces reads them.
pub(super) fn day(
    input: &Map<String, Value>,
    name: &str,
    field: &'static str,
) -> Result<Option<String>, PipedriveInputError> {
    let moment = moment(input, name, field)?;
    Ok(moment.map(|text| text.split('T').next().unwrap_or_default().to_owned()))
}

/// A moment to the second, such as `2026-03-31T09:30:00Z`.
pub(super) fn second(
    input: &Map<String, Value>,
    name: &str,
    field: &'static str,
) -> Result<Option<String>, PipedriveInputError> {
    let moment = moment(input, name, field)?;
    Ok(moment.map(|text| format!("{}Z", text.split('.').next().unwrap_or_default())))
}

fn moment(
    input: &Map<String, Value>,
    name: &str,
    field: &'static str,
) -> Result<Option<String>, PipedriveInputError> {
    let Some(given) = text(input, name) else {
        return Ok(None);
    };
    match day_of_text(&given) {
        Some(ms) => Ok(Some(iso_text(ms))),
        None => Err(PipedriveInputError::Date { field, given }),
    }
}

/// E-mail addresses or phone numbers; the first is the one to use.
pub(super) fn ways(
    input: &Map<String, Value>,
    name: &str,
    written: impl Fn(&str) -> String,
) -> Vec<Value> {
    let mut values: Vec<String> = Vec::new();
    for value in texts(input, name).iter().map(|text| written(text)) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let ways = values.into_iter().enumerate();
    ways.map(|(place, value)| json!({"value": value, "label": "work", "primary": place == 0}))
        .collect()
}

/// Those that have a value, by the key or the name of the field.
pub(super) fn custom_fields(
    input: &Map<String, Value>,
    name: &str,
) -> Result<Map<String, Value>, PipedriveInputError> {
    match input.get(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(given)) => Ok(filled(given)),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(Map::new()),
        Some(_) => Err(PipedriveInputError::CustomFields),
    }
}
