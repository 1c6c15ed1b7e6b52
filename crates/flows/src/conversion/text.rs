use serde_json::Value;

use crate::javascript::push_text;

use super::Converted;

/// SHORT_TEXT, LONG_TEXT and SECRET_TEXT: everything but null becomes text; an optional empty one is
/// absent.
pub(super) fn convert(value: Value, required: bool) -> Converted {
    match value {
        Value::String(text) if text.is_empty() && !required => Converted::Absent,
        Value::Null | Value::String(_) => Converted::Value(value),
        other => {
            let mut text = String::new();
            push_text(&mut text, &other);
            Converted::Value(Value::String(text))
        }
    }
}
