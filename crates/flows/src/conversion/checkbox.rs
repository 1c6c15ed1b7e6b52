use serde_json::Value;

use super::Converted;

/// CHECKBOX: nothing is converted; the text "true" is not true.
pub(super) fn convert(value: Value, required: bool) -> Converted {
    match value {
        Value::Bool(_) => Converted::Value(value),
        Value::Null if !required => Converted::Value(value),
        _ => Converted::Wrong("must be true or false"),
    }
}
