use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::notations;
use crate::formulas::value::Value;
use crate::javascript::is_whitespace;

/// The moment that a value means, if it means one. Understood are:
///
/// - `2025`, `2025-01`, `2025-01-15`, `2025/1/15`, `20250115`, each with a time or without,
/// - ISO texts with `Z` or an offset,
/// - `Wed, 15 Jan 2025 14:30:00 +0000` (e-mail),
/// - `January 15, 2025`, `15 Jan 2025 2:30 PM`, `1/15/2025`,
/// - milliseconds since 1970 (13 digits), and seconds if the value is a number of 10 digits.
pub(in crate::formulas) fn read(value: &Value) -> Option<Timestamp> {
    if let Value::Number(number) = value
        && (1e9..1e10).contains(number)
    {
        return Timestamp::from_second(*number as i64).ok();
    }
    let text = value.to_text();
    let text = text.trim_matches(is_whitespace);
    if text.len() == 13 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Timestamp::from_millisecond(text.parse().ok()?).ok();
    }
    numeric(text)
        .or_else(|| text.parse().ok())
        .or_else(|| Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp()))
        .or_else(|| utc(notations::written_out(text)?))
}

fn utc(date: DateTime) -> Option<Timestamp> {
    Some(date.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp())
}

/// Year, month, day, hour, minute, second and fraction in digits, each but the year optional, and
/// so are the signs between them. A month 13 or a 30 February counts on into the next one.
fn numeric(text: &str) -> Option<Timestamp> {
    let mut rest = text;
    let mut digits = |most: usize, before: &[char], many: bool| -> &str {
        let is_separator = |c: char| before.contains(&c) || (many && is_whitespace(c));
        rest = if many {
            rest.trim_start_matches(is_separator)
        } else {
            rest.strip_prefix(before).unwrap_or(rest)
        };
        let count = rest
            .bytes()
            .take(most)
            .take_while(u8::is_ascii_digit)
            .count();
        let (digits, after) = rest.split_at(count);
        rest = after;
        digits
    };
    let year = digits(4, &[], false);
    let month = digits(2, &['-', '/'], false);
    let day = digits(2, &['-', '/'], false);
    let time = [
        digits(2, &['T', 't'], true),
        digits(2, &[':'], false),
        digits(2, &[':'], false),
    ];
    let fraction = digits(usize::MAX, &['.', ':'], false);
    if year.len() != 4 || !rest.is_empty() {
        return None;
    }
    let number = |digits: &str, default: i64| digits.parse().unwrap_or(default);
    let milliseconds = format!("{fraction:0<3.3}");
    let [hours, minutes, seconds] = time.map(|digits| number(digits, 0));
    let start = Date::new(year.parse().ok()?, 1, 1).ok()?.at(0, 0, 0, 0);
    let date = start
        .checked_add((number(month, 1) - 1).months())
        .and_then(|date| date.checked_add((number(day, 1) - 1).days()))
        .and_then(|date| date.checked_add(hours.hours().minutes(minutes).seconds(seconds)))
        .and_then(|date| date.checked_add(number(&milliseconds, 0).milliseconds()))
        .ok()?;
    utc(date)
}
