use serde_json::Value;

use super::Converted;

/// JSON: objects and lists stay, text is parsed, "" is absent. Blank text and text that is no JSON
/// are wrong.
pub(super) fn convert(value: Value) -> Converted {
    match value {
        Value::String(text) if text.is_empty() => Converted::Absent,
        Value::String(text) => match serde_json::from_str(&text) {
            Ok(parsed) => Converted::Value(parsed),
            Err(_) => Converted::Wrong,
        },
        other => Converted::Value(other),
    }
}
