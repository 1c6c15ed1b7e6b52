use serde_json::Value;

use super::Converted;

/// OBJECT: text is parsed; a list, a number or text that is no JSON is absent.
pub(super) fn convert(value: Value) -> Converted {
    match value {
        Value::String(text) => match serde_json::from_str(&text) {
            Ok(parsed) if !matches!(parsed, Value::Array(_)) => Converted::Value(parsed),
            _ => Converted::Absent,
        },
        Value::Null | Value::Object(_) => Converted::Value(value),
        _ => Converted::Absent,
    }
}
