use serde_json::Value;

use crate::javascript::{date_of_text, day_of_text, display, epoch_ms, is_truthy, iso_text};

use super::Converted;

/// DATE_TIME: read as UTC and written as `2024-03-14T12:00:00.000Z`; what is no date is absent. A
/// number is milliseconds since 1970.
pub(super) fn convert(value: &Value) -> Converted {
    if !is_truthy(value) {
        return Converted::Absent;
    }
    let date = match value {
        Value::String(text) => day_of_text(text),
        Value::Number(number) => number.as_f64().and_then(epoch_ms),
        Value::Array(_) => date_of_text(&display(value)),
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    };
    date.map_or(Converted::Absent, |ms| {
        Converted::Value(Value::from(iso_text(ms)))
    })
}
