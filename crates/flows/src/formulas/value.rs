use serde_json::{Map, Number, Value as Json};

use crate::javascript::{number_from_text, push_text};

/// Whole numbers up to here are exact in a JavaScript number (2^53).
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// A value while a formula works on it. Numbers are JavaScript's: NaN and the infinities, which
/// JSON does not have, can occur. Nothing stands for null and undefined.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Nothing,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Map<String, Json>),
}

impl Value {
    pub(super) fn from_json(json: Json) -> Self {
        match json {
            Json::Null => Self::Nothing,
            Json::Bool(flag) => Self::Bool(flag),
            Json::Number(number) => Self::Number(number.as_f64().unwrap_or(f64::NAN)),
            Json::String(text) => Self::Text(text),
            Json::Array(items) => Self::List(items),
            Json::Object(members) => Self::Object(members),
        }
    }

    /// What `JSON.stringify` would write: NaN and the infinities become null.
    pub(super) fn into_json(self) -> Json {
        match self {
            Self::Nothing => Json::Null,
            Self::Bool(flag) => Json::Bool(flag),
            Self::Number(number) => json_number(number),
            Self::Text(text) => Json::String(text),
            Self::List(items) => Json::Array(items),
            Self::Object(members) => Json::Object(members),
        }
    }

    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// `String(value)` of JavaScript, but nothing instead of `null`.
    pub(super) fn to_text(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Bool(flag) => flag.to_string(),
            Self::Number(number) => number_text(*number),
            Self::Text(text) => text.clone(),
            Self::List(items) => joined(items, ","),
            Self::Object(_) => "[object Object]".to_owned(),
        }
    }

    /// How the result of a formula stands inside a longer text: lists and objects as JSON.
    pub(super) fn to_mixed_text(&self) -> String {
        match self {
            Self::List(_) | Self::Object(_) => {
                let mut text = String::new();
                push_text(&mut text, &self.clone().into_json());
                text
            }
            plain => plain.to_text(),
        }
    }

    /// `Number(value)` of JavaScript.
    pub(super) fn to_number(&self) -> f64 {
        match self {
            Self::Nothing => 0.0,
            Self::Bool(flag) => f64::from(u8::from(*flag)),
            Self::Number(number) => *number,
            Self::Text(text) => number_from_text(text),
            Self::List(_) | Self::Object(_) => number_from_text(&self.to_text()),
        }
    }

    pub(super) fn is_truthy(&self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Bool(flag) => *flag,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::List(_) | Self::Object(_) => true,
        }
    }

    /// Nothing, or a text without a character. An empty list is not empty in this sense.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Nothing) || matches!(self, Self::Text(text) if text.is_empty())
    }

    /// A list as it is, nothing as an empty list, anything else as a list of it.
    pub(super) fn into_list(self) -> Vec<Json> {
        match self {
            Self::List(items) => items,
            Self::Nothing => Vec::new(),
            single => vec![single.into_json()],
        }
    }

    /// About how many bytes it takes.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Nothing | Self::Bool(_) | Self::Number(_) => NODE,
            Self::Text(text) => NODE + text.len(),
            Self::List(items) => NODE + items.iter().map(json_size).sum::<usize>(),
            Self::Object(members) => NODE + members_size(members),
        }
    }
}

/// What any value costs, however small.
const NODE: usize = 8;

fn json_size(json: &Json) -> usize {
    NODE + match json {
        Json::String(text) => text.len(),
        Json::Array(items) => items.iter().map(json_size).sum(),
        Json::Object(members) => members_size(members),
        _ => 0,
    }
}

fn members_size(members: &Map<String, Json>) -> usize {
    members
        .iter()
        .map(|(key, value)| key.len() + json_size(value))
        .sum()
}

/// Each item as text, with a separator in between; null leaves its place empty.
pub(super) fn joined(items: &[Json], separator: &str) -> String {
    items
        .iter()
        .map(json_text)
        .collect::<Vec<_>>()
        .join(separator)
}

/// `String(value)` of JavaScript, but nothing instead of `null`.
pub(super) fn json_text(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        Json::Array(items) => joined(items, ","),
        Json::Object(_) => "[object Object]".to_owned(),
        plain => Value::from_json(plain.clone()).to_text(),
    }
}

fn number_text(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        let sign = if number < 0.0 { "-" } else { "" };
        return format!("{sign}Infinity");
    }
    let mut text = String::new();
    push_text(&mut text, &json_number(number));
    text
}

pub(super) fn json_number(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() <= MAX_EXACT {
        // Exact: a whole number within 2^53.
        return Json::Number((number as i64).into());
    }
    Number::from_f64(number).map_or(Json::Null, Json::Number)
}
