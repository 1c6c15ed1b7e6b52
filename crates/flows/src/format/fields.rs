//! Taking typed fields out of a JSON object. What is not taken stays, to be written back.

use serde_json::{Map, Value};

use super::FormatError;

pub(super) type Fields = Map<String, Value>;

/// Takes an optional text; anything else under the key stays where it is.
pub(super) fn take_text(fields: &mut Fields, key: &str) -> Option<String> {
    fields.get(key)?.as_str()?;
    match fields.shift_remove(key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

/// Takes an optional boolean; anything else under the key stays where it is.
pub(super) fn take_bool(fields: &mut Fields, key: &str) -> Option<bool> {
    let value = fields.get(key)?.as_bool()?;
    fields.shift_remove(key);
    Some(value)
}

/// Takes an optional object; anything else under the key stays where it is.
pub(super) fn take_object(fields: &mut Fields, key: &str) -> Option<Fields> {
    fields.get(key)?.as_object()?;
    match fields.shift_remove(key) {
        Some(Value::Object(object)) => Some(object),
        _ => None,
    }
}

pub(super) fn require_text(
    fields: &mut Fields,
    key: &'static str,
    place: &str,
) -> Result<String, FormatError> {
    take_text(fields, key).ok_or_else(|| invalid(place, key, "text"))
}

pub(super) fn require_object(
    fields: &mut Fields,
    key: &'static str,
    place: &str,
) -> Result<Fields, FormatError> {
    take_object(fields, key).ok_or_else(|| invalid(place, key, "an object"))
}

/// Takes a list; an absent or null one is empty.
pub(super) fn take_list(
    fields: &mut Fields,
    key: &'static str,
    place: &str,
) -> Result<Vec<Value>, FormatError> {
    match fields.shift_remove(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(invalid(place, key, "a list")),
    }
}

pub(super) fn invalid(place: &str, field: &'static str, expected: &'static str) -> FormatError {
    FormatError::InvalidField {
        place: place.to_owned(),
        field,
        expected,
    }
}

/// Writes a field if it is there.
pub(super) fn put(fields: &mut Fields, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        fields.insert(key.to_owned(), value.into());
    }
}

/// Writes the fields that were not typed.
pub(super) fn put_all(fields: &mut Fields, rest: &Fields) {
    fields.extend(rest.iter().map(|(key, value)| (key.clone(), value.clone())));
}
