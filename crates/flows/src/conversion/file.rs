use serde_json::Value;

use crate::pieces::FileValue;

use super::Converted;

/// FILE: a data URI or a web address becomes a [`FileValue`], anything else null.
pub(super) fn convert(value: &Value) -> Converted {
    let file = value.as_str().and_then(FileValue::from_text);
    Converted::Value(file.map_or(Value::Null, |file| file.to_value()))
}
