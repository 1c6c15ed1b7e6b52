use serde_json::{Value, json};

use super::definition::Definition;
use crate::channels::ChannelFailure;

impl Definition {
    /// A value in the shape that version 2 takes for the field's type. An object is taken as it is.
    pub(super) fn written(&self, value: &Value) -> Result<Value, ChannelFailure> {
        Ok(match (self.kind.as_str(), value) {
            (_, Value::Object(_)) => value.clone(),
            ("enum", value) => self.choice(value)?,
            ("set", Value::Array(values)) => {
                let ids: Result<Vec<Value>, _> = values.iter().map(|it| self.choice(it)).collect();
                ids?.into()
            }
            ("set", value) => json!([self.choice(value)?]),
            ("monetary", value) => json!({"value": number(value)}),
            ("daterange", value) => json!({"value": day(value)}),
            ("address" | "time" | "timerange", value) => json!({"value": value}),
            ("date", value) => day(value),
            ("double" | "int" | "user" | "org" | "people", value) => number(value),
            (_, value) => text(value),
        })
    }

    /// A choice by its ID or by what it is called.
    fn choice(&self, value: &Value) -> Result<Value, ChannelFailure> {
        let asked = plain(value);
        let (by_id, by_name) = (
            self.choices.iter().find(|(id, _)| plain(id) == asked),
            self.choices
                .iter()
                .find(|(_, name)| name.trim().to_lowercase() == asked.to_lowercase()),
        );
        by_id.or(by_name).map(|(id, _)| id.clone()).ok_or_else(|| {
            let names: Vec<&str> = self.choices.iter().map(|(_, name)| name.as_str()).collect();
            ChannelFailure::author(format!(
                "the custom field {:?} of Pipedrive has no choice {asked:?}, but {}",
                self.name,
                names.join(", ")
            ))
        })
    }

    /// A value of an answer, with choices as they are called.
    pub(super) fn shown(&self, value: &Value) -> Value {
        let name_of = |id: &Value| {
            let found = self.choices.iter().find(|(known, _)| known == id);
            found.map_or(Value::Null, |(_, name)| name.as_str().into())
        };
        match (self.kind.as_str(), value) {
            (_, Value::Null) => Value::Null,
            ("enum", id) => name_of(id),
            ("set", Value::Array(ids)) => ids.iter().map(name_of).collect(),
            _ => value.clone(),
        }
    }
}

/// A text without the quotes of JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

/// A number, if it is one: what is none is for Pipedrive to judge.
fn number(value: &Value) -> Value {
    let Value::String(text) = value else {
        return value.clone();
    };
    let text = text.trim();
    let whole = text.parse::<i64>().map(Value::from);
    whole
        .or_else(|_| text.parse::<f64>().map(Value::from))
        .unwrap_or_else(|_| value.clone())
}

/// The day of a date and time.
fn day(value: &Value) -> Value {
    match value.as_str().map(str::trim) {
        Some(text) if text.get(10..11) == Some("T") => text[..10].into(),
        Some(text) => text.into(),
        None => value.clone(),
    }
}

fn text(value: &Value) -> Value {
    match value {
        Value::Bool(_) | Value::Number(_) => value.to_string().into(),
        other => other.clone(),
    }
}
