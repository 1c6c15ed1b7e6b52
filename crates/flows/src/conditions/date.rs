use serde_json::Value;

use crate::javascript::{day_of_text, epoch_ms};

use super::condition::Condition;

/// Compares to the millisecond. What is no date on either side makes all three comparisons false.
pub(super) fn holds(condition: &Condition<'_>) -> bool {
    let compare: fn(&i64, &i64) -> bool = match condition.operator {
        "DATE_IS_BEFORE" => |first, second| first < second,
        "DATE_IS_EQUAL" => |first, second| first == second,
        "DATE_IS_AFTER" => |first, second| first > second,
        _ => return true,
    };
    let dates = condition
        .first
        .and_then(date)
        .zip(condition.second.and_then(date));
    dates.is_some_and(|(first, second)| compare(&first, &second))
}

/// A number is milliseconds since 1970.
fn date(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => day_of_text(text),
        Value::Number(number) => epoch_ms(number.as_f64()?),
        _ => None,
    }
}
