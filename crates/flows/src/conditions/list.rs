use std::borrow::Cow;

use serde_json::Value;

use super::condition::Condition;
use super::error::{ConditionError, Operand};

pub(super) fn holds(condition: &Condition<'_>) -> Result<bool, ConditionError> {
    Ok(match condition.operator {
        "LIST_CONTAINS" => contains(condition)?,
        "LIST_DOES_NOT_CONTAIN" => !contains(condition)?,
        // What is no list is neither empty nor not.
        "LIST_IS_EMPTY" => list(condition.first).is_some_and(|items| items.is_empty()),
        "LIST_IS_NOT_EMPTY" => list(condition.first).is_some_and(|items| !items.is_empty()),
        _ => true,
    })
}

/// Items are compared as texts.
fn contains(condition: &Condition<'_>) -> Result<bool, ConditionError> {
    let first = condition
        .first
        .ok_or_else(|| condition.missing(Operand::First))?;
    let items = list_or_single(first);
    // Without items nothing is compared, so that a missing second value goes unnoticed.
    if items.is_empty() {
        return Ok(false);
    }
    let wanted = condition.second_text()?;
    Ok(items.iter().any(|item| condition.text(item) == wanted))
}

/// A list, or the list that a text is as JSON.
fn list(value: Option<&Value>) -> Option<Cow<'_, [Value]>> {
    match value? {
        Value::Array(items) => Some(Cow::Borrowed(items)),
        Value::String(text) => match serde_json::from_str(text) {
            Ok(Value::Array(items)) => Some(Cow::Owned(items)),
            _ => None,
        },
        _ => None,
    }
}

/// What is no list is one of a single item; a text that is JSON is that JSON.
fn list_or_single(value: &Value) -> Cow<'_, [Value]> {
    match value {
        Value::Array(items) => Cow::Borrowed(items),
        Value::String(text) => match serde_json::from_str(text) {
            Ok(Value::Array(items)) => Cow::Owned(items),
            Ok(single) => Cow::Owned(vec![single]),
            Err(_) => Cow::Borrowed(std::slice::from_ref(value)),
        },
        _ => Cow::Borrowed(std::slice::from_ref(value)),
    }
}
