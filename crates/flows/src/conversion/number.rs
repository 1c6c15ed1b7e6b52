use serde_json::Value;

use crate::javascript::{number_value, to_number};

use super::Converted;

/// NUMBER: JavaScript's `Number(value)`; null stays, "" is absent.
pub(super) fn convert(value: Value) -> Converted {
    match value {
        Value::Null => Converted::Value(value),
        Value::String(text) if text.is_empty() => Converted::Absent,
        other => match number_value(to_number(&other)) {
            Value::Null => Converted::Wrong,
            number => Converted::Value(number),
        },
    }
}
