use super::condition::Condition;
use super::error::ConditionError;

pub(super) fn holds(condition: &Condition<'_>) -> Result<bool, ConditionError> {
    let compare: fn(&str, &str) -> bool = match condition.operator {
        "TEXT_CONTAINS" => |first, second| first.contains(second),
        "TEXT_DOES_NOT_CONTAIN" => |first, second| !first.contains(second),
        "TEXT_EXACTLY_MATCHES" => |first, second| first == second,
        "TEXT_DOES_NOT_EXACTLY_MATCH" => |first, second| first != second,
        // The format spells this one without the s.
        "TEXT_START_WITH" => |first, second| first.starts_with(second),
        "TEXT_DOES_NOT_START_WITH" => |first, second| !first.starts_with(second),
        "TEXT_ENDS_WITH" => |first, second| first.ends_with(second),
        "TEXT_DOES_NOT_END_WITH" => |first, second| !first.ends_with(second),
        _ => return Ok(true),
    };
    Ok(compare(&condition.first_text()?, &condition.second_text()?))
}
