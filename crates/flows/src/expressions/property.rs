//! Properties of JSON values as JavaScript sees them: members of objects, items and `length` of
//! lists, code units and `length` of texts. What JavaScript finds on prototypes (methods,
//! `constructor`, `__proto__`) is not data and is not found here.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// A property name, with the position it stands for in a list or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    name: Box<str>,
    index: Option<usize>,
}

impl Key {
    pub(super) fn named(name: &str) -> Self {
        let canonical = name == "0"
            || (!name.starts_with('0')
                && !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_digit()));
        let index = if canonical { name.parse().ok() } else { None };
        Self {
            name: name.into(),
            index,
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    fn is_length(&self) -> bool {
        &*self.name == "length"
    }
}

/// The property that is a part of the value.
pub(super) fn stored<'a>(value: &'a Value, key: &Key) -> Option<&'a Value> {
    match value {
        Value::Object(members) => member(members, &key.name),
        Value::Array(items) => items.get(key.index?),
        _ => None,
    }
}

/// The property that is made from the value: a length, or a text's code unit.
pub(super) fn computed(value: &Value, key: &Key) -> Option<Value> {
    match value {
        Value::Array(items) => key.is_length().then(|| Value::from(items.len())),
        Value::String(text) => match key.index {
            Some(index) => code_unit(text, index).map(Value::String),
            None => key
                .is_length()
                .then(|| Value::from(text.encode_utf16().count())),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}

/// What a sample says about a property.
pub(crate) enum Lookup<'a> {
    Found(Cow<'a, Value>),
    /// The sample cannot tell: null may be an object another time, a list may be longer.
    Unknowable,
    Impossible,
}

/// Looks a property up in a sample of the values to expect.
pub(crate) fn possible_property<'a>(value: &'a Value, key: &Key) -> Lookup<'a> {
    let found = stored(value, key).map(Cow::Borrowed);
    match found.or_else(|| computed(value, key).map(Cow::Owned)) {
        Some(found) => Lookup::Found(found),
        None => match value {
            Value::Null => Lookup::Unknowable,
            Value::Array(_) | Value::String(_) if key.index.is_some() => Lookup::Unknowable,
            _ => Lookup::Impossible,
        },
    }
}

/// Objects of this size or less are searched in order, which is faster than hashing the name.
const SMALL: usize = 12;

fn member<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if members.len() > SMALL {
        return members.get(name);
    }
    members
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The UTF-16 code unit at a position, as text. Half of a surrogate pair has no text of its own and
/// becomes U+FFFD, as it would on its way out of a JavaScript engine.
fn code_unit(text: &str, index: usize) -> Option<String> {
    let unit = text.encode_utf16().nth(index)?;
    Some(String::from_utf16_lossy(&[unit]))
}
