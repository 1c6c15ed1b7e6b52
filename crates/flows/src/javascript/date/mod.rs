//! Dates as ActivePieces reads them: with the dayjs library, which falls back to JavaScript's own
//! `Date`. Local time is UTC here, as it is on an ActivePieces server.
//!
//! A date is milliseconds since 1970. [`day_of_text`] reads what dayjs reads; [`date_of_text`] what
//! `new Date(text)` reads in V8 (the ISO forms, then the forgiving older ones).

mod civil;
mod dayjs;
mod iso;
mod legacy;
mod token;

pub(crate) use civil::iso_text;
pub(crate) use dayjs::day_of_text;

/// `new Date(text)`.
pub(crate) fn date_of_text(text: &str) -> Option<i64> {
    match iso::parse(text) {
        iso::Reading::Date(ms) => Some(ms),
        iso::Reading::Broken => None,
        iso::Reading::OtherForm => legacy::parse(text),
    }
}

/// `new Date(number)`: milliseconds since 1970, cut to whole ones.
pub(crate) fn epoch_ms(number: f64) -> Option<i64> {
    // The range check follows the cast, which saturates.
    (!number.is_nan())
        .then_some(number as i64)
        .filter(civil::is_in_range)
}
