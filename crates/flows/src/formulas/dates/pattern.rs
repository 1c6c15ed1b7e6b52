use std::fmt::Write as _;

use jiff::ZonedDateTime;
use winfactor_domain::Locale;
use winfactor_domain::format::{month_names, weekday_names};

pub(in crate::formulas) const MONTHS: [&str; 12] = *month_names(Locale::En);

/// From Sunday, which is day 0.
pub(in crate::formulas) const WEEKDAYS: [&str; 7] = *weekday_names(Locale::En);

/// Longer ones stand before their own beginnings.
const TOKENS: [&str; 25] = [
    "YYYY", "YY", "MMMM", "MMM", "MM", "M", "DD", "D", "dddd", "ddd", "dd", "d", "HH", "H", "hh",
    "h", "a", "A", "mm", "m", "ss", "s", "SSS", "ZZ", "Z",
];

/// A date after a pattern of the Day.js library: `DD.MM.YYYY HH:mm`. What stands in square brackets
/// and what is no token is kept.
pub(in crate::formulas) fn format(date: &ZonedDateTime, pattern: &str) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let literal = rest
            .strip_prefix('[')
            .and_then(|inner| inner.split_once(']'));
        if let Some((literal, after)) = literal.filter(|(literal, _)| !literal.is_empty()) {
            text.push_str(literal);
            rest = after;
        } else if let Some(token) = TOKENS.iter().find(|token| rest.starts_with(**token)) {
            push_token(&mut text, date, token);
            rest = &rest[token.len()..];
        } else {
            text.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    text
}

fn push_token(text: &mut String, date: &ZonedDateTime, token: &str) {
    let weekday = date.weekday().to_sunday_zero_offset();
    let weekday_name = WEEKDAYS[weekday as usize % 7];
    let month_name = MONTHS[(date.month() as usize + 11) % 12];
    let half_day = (date.hour() + 11) % 12 + 1;
    let afternoon = date.hour() >= 12;
    // Writing into a String cannot fail.
    _ = match token {
        "YYYY" => write!(text, "{:04}", date.year()),
        "YY" => write!(text, "{:02}", date.year().unsigned_abs() % 100),
        "MMMM" => write!(text, "{month_name}"),
        "MMM" => write!(text, "{}", &month_name[..3]),
        "MM" => write!(text, "{:02}", date.month()),
        "M" => write!(text, "{}", date.month()),
        "DD" => write!(text, "{:02}", date.day()),
        "D" => write!(text, "{}", date.day()),
        "dddd" => write!(text, "{weekday_name}"),
        "ddd" => write!(text, "{}", &weekday_name[..3]),
        "dd" => write!(text, "{}", &weekday_name[..2]),
        "d" => write!(text, "{weekday}"),
        "HH" => write!(text, "{:02}", date.hour()),
        "H" => write!(text, "{}", date.hour()),
        "hh" => write!(text, "{half_day:02}"),
        "h" => write!(text, "{half_day}"),
        "a" => write!(text, "{}", if afternoon { "pm" } else { "am" }),
        "A" => write!(text, "{}", if afternoon { "PM" } else { "AM" }),
        "mm" => write!(text, "{:02}", date.minute()),
        "m" => write!(text, "{}", date.minute()),
        "ss" => write!(text, "{:02}", date.second()),
        "s" => write!(text, "{}", date.second()),
        "SSS" => write!(text, "{:03}", date.millisecond()),
        "ZZ" => push_offset(text, date, ""),
        _ => push_offset(text, date, ":"),
    };
}

fn push_offset(text: &mut String, date: &ZonedDateTime, separator: &str) -> std::fmt::Result {
    let seconds = date.offset().seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    write!(
        text,
        "{sign}{:02}{separator}{:02}",
        minutes / 60,
        minutes % 60
    )
}
