//! Reads the resolved input of a step. Flows are put together from texts, so a number or a list may
//! come as itself or as its text; what is blank counts as absent.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::{Map, Value};
use winfactor_domain::{FieldError, Id, IdKind};

use crate::{Result, ServiceError, quotes::LineItemFields};

#[derive(Clone, Copy)]
pub(super) struct Input<'a>(pub(super) &'a Map<String, Value>);

impl Input<'_> {
    /// The text of a value, trimmed.
    pub(super) fn text(self, name: &str) -> Option<String> {
        self.0.get(name).and_then(text)
    }

    pub(super) fn required(self, name: &str) -> Result<String> {
        self.text(name)
            .ok_or_else(|| wrong(&format!("/{name}"), "required", "must not be empty"))
    }

    pub(super) fn id<K: IdKind>(self, name: &str) -> Result<Id<K>> {
        let id = self.required(name)?;
        id.parse()
            .map_err(|error: winfactor_domain::IdError| self.wrong(name, error.to_string()))
    }

    pub(super) fn decimal(self, name: &str) -> Result<Option<Decimal>> {
        decimal(self.0, name, "")
    }

    pub(super) fn whole_number(self, name: &str) -> Result<Option<i64>> {
        let Some(number) = self.decimal(name)? else {
            return Ok(None);
        };
        let whole = number.is_integer().then(|| i64::try_from(number).ok());
        match whole.flatten() {
            Some(whole) => Ok(Some(whole)),
            None => Err(self.wrong(name, "must be a whole number")),
        }
    }

    /// A list of texts; a text that is no list is a list of one.
    pub(super) fn texts(self, name: &str) -> Result<Vec<String>> {
        let items = match self.0.get(name) {
            Some(Value::String(text)) => match serde_json::from_str(text) {
                Ok(Value::Array(items)) => items,
                _ => vec![Value::String(text.clone())],
            },
            _ => self.list(name)?,
        };
        Ok(items.iter().filter_map(text).collect())
    }

    pub(super) fn line_items(self, name: &str) -> Result<Vec<LineItemFields>> {
        let items = self.list(name)?;
        let items = items.iter().enumerate().map(|(index, item)| {
            let place = format!("/{name}/{index}");
            let Value::Object(item) = item else {
                return Err(wrong(&place, "type", "must be an object"));
            };
            Ok(LineItemFields {
                description: item.get("description").and_then(text).unwrap_or_default(),
                quantity: decimal(item, "quantity", &place)?,
                unit_price: decimal(item, "unitPrice", &place)?,
                item_type: item.get("itemType").and_then(text),
            })
        });
        items.collect()
    }

    pub(super) fn object(&self, name: &str) -> Result<&Map<String, Value>> {
        match self.0.get(name) {
            Some(Value::Object(members)) => Ok(members),
            _ => Err(self.wrong(name, "must name columns, such as {\"Customer\": \"Jane\"}")),
        }
    }

    pub(super) fn wrong(self, name: &str, message: impl Into<String>) -> ServiceError {
        wrong(&format!("/{name}"), "invalid", message)
    }

    fn list(self, name: &str) -> Result<Vec<Value>> {
        let not_a_list = || self.wrong(name, "must be a list");
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(items)) => Ok(items.clone()),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(Vec::new()),
            Some(Value::String(text)) => match serde_json::from_str(text) {
                Ok(Value::Array(items)) => Ok(items),
                _ => Err(not_a_list()),
            },
            Some(_) => Err(not_a_list()),
        }
    }
}

fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    (!text.is_empty()).then_some(text)
}

fn decimal(fields: &Map<String, Value>, name: &str, place: &str) -> Result<Option<Decimal>> {
    let Some(text) = fields.get(name).and_then(text) else {
        return Ok(None);
    };
    let number = Decimal::from_str(&text).or_else(|_| Decimal::from_scientific(&text));
    number.map(Some).map_err(|_| {
        let pointer = format!("{place}/{name}");
        wrong(&pointer, "type", "must be a number, such as 12.50")
    })
}

fn wrong(pointer: &str, code: &'static str, message: impl Into<String>) -> ServiceError {
    FieldError::new(pointer, code, message).into()
}

#[cfg(test)]
#[path = "input_tests.rs"]
mod tests;
