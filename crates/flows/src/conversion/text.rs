use serde_json::Value;

use crate::javascript::push_text;

use super::Converted;

/// SHORT_TEXT and LONG_TEXT: everything but null becomes text; an optional empty one is absent.
pub(super) fn convert(value: Value, required: bool) -> Converted {
    match value {
        Value::Null if required => Converted::Wrong("must be text"),
        Value::Null => Converted::Value(Value::Null),
        Value::String(text) if text.is_empty() && !required => Converted::Absent,
        text @ Value::String(_) => Converted::Value(text),
        other => {
            let mut text = String::new();
            push_text(&mut text, &other);
            Converted::Value(Value::String(text))
        }
    }
}
