use serde_json::Value;

use crate::javascript::is_truthy;

use super::condition::Condition;

pub(super) fn holds(condition: &Condition<'_>) -> bool {
    let is_true = condition.first.is_some_and(is_truthy);
    match condition.operator {
        "BOOLEAN_IS_TRUE" => is_true,
        "BOOLEAN_IS_FALSE" => !is_true,
        "EXISTS" => exists(condition.first),
        "DOES_NOT_EXIST" => !exists(condition.first),
        // An operator that is not known holds.
        _ => true,
    }
}

fn exists(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(_) => true,
    }
}
