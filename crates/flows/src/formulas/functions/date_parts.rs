use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use super::dates::{out_of_range, with_date};
use super::{Call, Function, Says, date, words};
use crate::formulas::dates::{distance, format, in_utc, iso};
use crate::formulas::error::FormulaError;
use crate::formulas::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "format_date",
        &[date("date"), words("pattern").optional()],
        |call| formatted(call, &call.text_or(1, "YYYY-MM-DD")),
        Says {
            purpose: "A date after a pattern (see above); `YYYY-MM-DD` if none is given.",
            example: "format_date(2025-01-15;MMM DD, YYYY)",
            result: r#""Jan 15, 2025""#,
        },
    ),
    Function::new(
        "format_date_long",
        &[date("date")],
        |call| formatted(call, "dddd, MMMM D, YYYY"),
        Says {
            purpose: "A date with all its words, in English.",
            example: "format_date_long(2025-01-15)",
            result: r#""Wednesday, January 15, 2025""#,
        },
    ),
    Function::new(
        "format_time",
        &[date("date"), words("pattern").optional()],
        |call| formatted(call, &call.text_or(1, "HH:mm")),
        Says {
            purpose: "The time after a pattern (see above); `HH:mm` if none is given.",
            example: "format_time(2025-01-15T14:30:00Z;h:mm A)",
            result: r#""2:30 PM""#,
        },
    ),
    Function::new(
        "relative_time",
        &[date("date")],
        |call| {
            with_date(call, |call, moment| {
                let now =
                    Timestamp::from_millisecond(call.now_ms).map_err(|_| out_of_range(call))?;
                Ok(Value::Text(distance(moment, now)))
            })
        },
        Says {
            purpose: "How far away a date is, in English.",
            example: "relative_time(2025-01-12)",
            result: r#""4 days ago""#,
        },
    ),
    Function::new(
        "get_day",
        &[date("date")],
        |call| part(call, |date| Value::Number(f64::from(date.day()))),
        Says {
            purpose: "The day of the month.",
            example: "get_day(2025-01-15)",
            result: "15",
        },
    ),
    Function::new(
        "get_month",
        &[date("date")],
        |call| formatted(call, "MMMM"),
        Says {
            purpose: "The English name of the month.",
            example: "get_month(2025-01-15)",
            result: r#""January""#,
        },
    ),
    Function::new(
        "get_year",
        &[date("date")],
        |call| part(call, |date| Value::Number(f64::from(date.year()))),
        Says {
            purpose: "The year.",
            example: "get_year(2025-01-15)",
            result: "2025",
        },
    ),
    Function::new(
        "get_day_of_week",
        &[date("date")],
        |call| formatted(call, "dddd"),
        Says {
            purpose: "The English name of the day.",
            example: "get_day_of_week(2025-01-15)",
            result: r#""Wednesday""#,
        },
    ),
    Function::new(
        "start_of_month",
        &[date("date")],
        |call| bound(call, |date| date.date().first_of_month().at(0, 0, 0, 0)),
        Says {
            purpose: "The first moment of the month.",
            example: "start_of_month(2025-01-15)",
            result: r#""2025-01-01T00:00:00.000Z""#,
        },
    ),
    Function::new(
        "end_of_month",
        &[date("date")],
        |call| {
            bound(call, |date| {
                date.date().last_of_month().to_datetime(Time::MAX)
            })
        },
        Says {
            purpose: "The last millisecond of the month.",
            example: "end_of_month(2025-01-15)",
            result: r#""2025-01-31T23:59:59.999Z""#,
        },
    ),
    Function::new(
        "start_of_day",
        &[date("date")],
        |call| bound(call, |date| date.date().at(0, 0, 0, 0)),
        Says {
            purpose: "The first moment of the day.",
            example: "start_of_day(2025-01-15T14:30:00Z)",
            result: r#""2025-01-15T00:00:00.000Z""#,
        },
    ),
    Function::new(
        "end_of_day",
        &[date("date")],
        |call| bound(call, |date| date.date().to_datetime(Time::MAX)),
        Says {
            purpose: "The last millisecond of the day.",
            example: "end_of_day(2025-01-15T14:30:00Z)",
            result: r#""2025-01-15T23:59:59.999Z""#,
        },
    ),
];

fn part(call: &Call<'_>, part: fn(&ZonedDateTime) -> Value) -> Result<Value, FormulaError> {
    with_date(call, |_, moment| Ok(part(&in_utc(moment))))
}

fn formatted(call: &Call<'_>, pattern: &str) -> Result<Value, FormulaError> {
    with_date(call, |_, moment| {
        Ok(Value::Text(format(&in_utc(moment), pattern)))
    })
}

fn bound(call: &Call<'_>, bound: fn(&ZonedDateTime) -> DateTime) -> Result<Value, FormulaError> {
    with_date(call, |call, moment| {
        let bound = bound(&in_utc(moment)).to_zoned_datetime(TimeZone::UTC);
        let bound = bound.map_err(|_| out_of_range(call))?;
        Ok(Value::Text(iso(bound.timestamp())))
    })
}
