use jiff::{Timestamp, Unit};

use super::in_utc;

/// How far a moment is away, in the words and with the bounds of the Day.js library: `3 days ago`,
/// `in an hour`.
pub(in crate::formulas) fn distance(moment: Timestamp, now: Timestamp) -> String {
    let words = length(moment.min(now), moment.max(now));
    if moment > now {
        format!("in {words}")
    } else {
        format!("{words} ago")
    }
}

fn length(earlier: Timestamp, later: Timestamp) -> String {
    let seconds = (later.as_millisecond() - earlier.as_millisecond()) as f64 / 1000.0;
    let minutes = seconds / 60.0;
    let hours = minutes / 60.0;
    let days = hours / 24.0;
    let months = months(earlier, later);
    let many = |count: f64, unit: &str| format!("{} {unit}", count.round());
    // Each bound is the last one of its words.
    let ladder = [
        (seconds, 44.0, "a few seconds".to_owned()),
        (seconds, 89.0, "a minute".to_owned()),
        (minutes, 44.0, many(minutes, "minutes")),
        (minutes, 89.0, "an hour".to_owned()),
        (hours, 21.0, many(hours, "hours")),
        (hours, 35.0, "a day".to_owned()),
        (days, 25.0, many(days, "days")),
        (days, 45.0, "a month".to_owned()),
        (months, 1.0, "a month".to_owned()),
        (months, 10.0, many(months, "months")),
        (months, 17.0, "a year".to_owned()),
    ];
    ladder
        .into_iter()
        .find(|(amount, last, _)| amount.round() <= *last)
        .map_or_else(|| many(months / 12.0, "years"), |(.., words)| words)
}

/// Calendar months with the fraction of the last one.
fn months(earlier: Timestamp, later: Timestamp) -> f64 {
    /// Mean length of a month in seconds, for moments that no calendar reaches.
    const MEAN_MONTH: f64 = 2_629_746.0;
    let start = in_utc(earlier);
    let exact = start
        .until((Unit::Month, &in_utc(later)))
        .and_then(|span| span.total((Unit::Month, &start)));
    exact.unwrap_or_else(|_| later.duration_since(earlier).as_secs_f64() / MEAN_MONTH)
}
