use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ZonedDateTime};

use super::{Call, Function, Says, date, expression, words};
use crate::formulas::dates::{format, in_utc, iso, read, zone};
use crate::formulas::error::FormulaError;
use crate::formulas::value::Value;

const MINUTE: f64 = 60_000.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "now",
        &[words("time zone").optional()],
        now,
        Says {
            purpose: "The date and time of the run.",
            example: "now()",
            result: r#""2025-01-15T14:30:00.000Z""#,
        },
    ),
    Function::new(
        "today",
        &[words("time zone").optional()],
        |call| {
            let now = in_zone(call, 0, moment_now(call)?)?;
            Ok(Value::Text(format(&now, "YYYY-MM-DD")))
        },
        Says {
            purpose: "The date of the run.",
            example: "today()",
            result: r#""2025-01-15""#,
        },
    ),
    Function::new(
        "to_date",
        &[words("text")],
        |call| with_date(call, |_, moment| Ok(Value::Text(iso(moment)))),
        Says {
            purpose: "Reads a text as a date.",
            example: r#"to_date("January 15, 2025")"#,
            result: r#""2025-01-15T00:00:00.000Z""#,
        },
    ),
    Function::new(
        "add_days",
        &[date("date"), expression("days")],
        |call| shift(call, DAY, f64::round),
        Says {
            purpose: "So many whole days later.",
            example: "add_days(2025-01-15;30)",
            result: r#""2025-02-14T00:00:00.000Z""#,
        },
    ),
    Function::new(
        "subtract_days",
        &[date("date"), expression("days")],
        |call| shift(call, -DAY, f64::round),
        Says {
            purpose: "So many whole days earlier.",
            example: "subtract_days(2025-01-15;7)",
            result: r#""2025-01-08T00:00:00.000Z""#,
        },
    ),
    Function::new(
        "add_hours",
        &[date("date"), expression("hours")],
        |call| shift(call, HOUR, |hours| hours),
        Says {
            purpose: "So many hours later.",
            example: "add_hours(2025-01-15T14:30:00Z;1.5)",
            result: r#""2025-01-15T16:00:00.000Z""#,
        },
    ),
    Function::new(
        "add_minutes",
        &[date("date"), expression("minutes")],
        |call| shift(call, MINUTE, |minutes| minutes),
        Says {
            purpose: "So many minutes later.",
            example: "add_minutes(2025-01-15T14:30:00Z;15)",
            result: r#""2025-01-15T14:45:00.000Z""#,
        },
    ),
    Function::new(
        "days_between",
        &[date("a"), date("b")],
        |call| {
            Ok(between(call).map_or(Value::text(""), |ms| {
                Value::Number((ms.abs() / DAY).round())
            }))
        },
        Says {
            purpose: "How many days lie between two dates, rounded.",
            example: "days_between(2025-01-01;2025-01-15)",
            result: "14",
        },
    ),
    Function::new(
        "hours_between",
        &[date("a"), date("b")],
        |call| {
            Ok(between(call).map_or(Value::text(""), |ms| {
                Value::Number((ms.abs() / HOUR).floor())
            }))
        },
        Says {
            purpose: "How many full hours lie between two moments.",
            example: "hours_between(2025-01-15T09:00Z;2025-01-15T17:30Z)",
            result: "8",
        },
    ),
    Function::new(
        "is_before",
        &[date("a"), date("b")],
        |call| Ok(Value::Bool(between(call).is_some_and(|ms| ms > 0.0))),
        Says {
            purpose: "Whether the first date is earlier.",
            example: "is_before(2025-01-01;2025-02-01)",
            result: "true",
        },
    ),
    Function::new(
        "is_after",
        &[date("a"), date("b")],
        |call| Ok(Value::Bool(between(call).is_some_and(|ms| ms < 0.0))),
        Says {
            purpose: "Whether the first date is later.",
            example: "is_after(2025-01-01;2025-02-01)",
            result: "false",
        },
    ),
    Function::new(
        "is_same_day",
        &[date("a"), date("b")],
        is_same_day,
        Says {
            purpose: "Whether two moments are on the same day.",
            example: "is_same_day(2025-01-15T09:00Z;2025-01-15T21:00Z)",
            result: "true",
        },
    ),
    Function::new(
        "convert_timezone",
        &[date("date"), words("time zone")],
        convert_timezone,
        Says {
            purpose: "The same moment on the clocks of a time zone.",
            example: "convert_timezone(2025-01-15T14:30:00Z;America/New_York)",
            result: r#""2025-01-15T09:30:00-05:00""#,
        },
    ),
];

fn moment_now(call: &Call<'_>) -> Result<Timestamp, FormulaError> {
    Timestamp::from_millisecond(call.now_ms).map_err(|_| out_of_range(call))
}

pub(super) fn out_of_range(call: &Call<'_>) -> FormulaError {
    let function = call.function;
    FormulaError::DateOutOfRange { function }
}

/// Does something with the date that is the first value; what is no date gives an empty text.
pub(super) fn with_date(
    call: &Call<'_>,
    use_it: impl FnOnce(&Call<'_>, Timestamp) -> Result<Value, FormulaError>,
) -> Result<Value, FormulaError> {
    read(call.get(0)).map_or(Ok(Value::text("")), |moment| use_it(call, moment))
}

/// A moment in the time zone that is the value at a position, or in UTC.
fn in_zone(
    call: &Call<'_>,
    position: usize,
    moment: Timestamp,
) -> Result<ZonedDateTime, FormulaError> {
    let name = call.text(position);
    let zone = match name.trim() {
        "" => TimeZone::UTC,
        name => zone(name).ok_or_else(|| FormulaError::UnknownTimeZone {
            function: call.function,
            zone: name.to_owned(),
        })?,
    };
    Ok(moment.to_zoned_datetime(zone))
}

fn now(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let now = moment_now(call)?;
    if call.arguments.is_empty() {
        return Ok(Value::Text(iso(now)));
    }
    in_zone(call, 0, now).map(|now| Value::Text(with_offset(&now)))
}

fn convert_timezone(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    with_date(call, |call, moment| {
        in_zone(call, 1, moment).map(|date| Value::Text(with_offset(&date)))
    })
}

fn with_offset(date: &ZonedDateTime) -> String {
    let offset = if date.offset().is_zero() { "[Z]" } else { "Z" };
    format(date, &format!("YYYY-MM-DDTHH:mm:ss{offset}"))
}

/// The date that is the first value, later by the second value in a unit of so many milliseconds.
fn shift(call: &Call<'_>, unit: f64, adjust: fn(f64) -> f64) -> Result<Value, FormulaError> {
    with_date(call, |call, moment| {
        let count = adjust(call.finite(1)?);
        // A number beyond the type ends at its bounds, which are beyond all dates.
        let milliseconds = SignedDuration::from_millis((count * unit) as i64);
        let moment = moment
            .checked_add(milliseconds)
            .map_err(|_| out_of_range(call))?;
        Ok(Value::Text(iso(moment)))
    })
}

/// Milliseconds from the first value to the second, if both are dates.
fn between(call: &Call<'_>) -> Option<f64> {
    let (first, second) = (read(call.get(0))?, read(call.get(1))?);
    Some((second.as_millisecond() - first.as_millisecond()) as f64)
}

fn is_same_day(call: &mut Call<'_>) -> Result<Value, FormulaError> {
    let (first, second) = (read(call.get(0)), read(call.get(1)));
    let dates = first
        .zip(second)
        .map(|(a, b)| (in_utc(a).date(), in_utc(b).date()));
    Ok(Value::Bool(dates.is_some_and(|(a, b)| a == b)))
}
