//! How much Pipedrive takes, and when it takes more.
//!
//! A token has a limit for each two seconds, and an account a budget for each day, counted in tokens
//! of which each request costs some. The answer that refuses tells the rest of both; the first is
//! over within seconds, the second at midnight.

use std::time::Duration;

use crate::channels::ApiAnswer;

/// Between two steps with the same token, in milliseconds. The smallest plan takes 20 requests in
/// two seconds, and a step makes six.
pub const GAP_MS: i64 = 600;

/// A wait that is shorter than this is one for the short limit.
const NOT_A_DAY: Duration = Duration::from_secs(60);

const HOUR: i64 = 3600;

/// When the budget of a day may be there again, in hours of UTC. It is at midnight "at the server's
/// time zone", which is not told: the requests of a day are counted in UTC, and by eight the day has
/// changed wherever Pipedrive has its servers.
const RESETS: [i64; 3] = [0, 8, 24];

/// Midnight is that of another clock.
const LATER: i64 = 60;

/// What is over, and for how long.
pub(super) enum Exhausted {
    /// Too many requests within a moment, if the answer tells for how long.
    Window(Option<Duration>),
    /// The day's budget.
    Day(Duration),
}

/// Reads the headers of an answer with the status 429. `now` is in Unix seconds.
pub(super) fn exhausted(answer: &ApiAnswer, now: i64) -> Exhausted {
    let number = |name: &str| answer.number_in_header(name);
    let told = answer
        .retry_after
        .or_else(|| number("x-ratelimit-reset").map(Duration::from_secs));
    let is_spent = ["x-daily-ratelimit-token-remaining", "x-daily-requests-left"]
        .iter()
        .any(|name| number(name) == Some(0));
    match told {
        Some(wait) if is_spent && wait >= NOT_A_DAY => Exhausted::Day(wait),
        _ if is_spent => Exhausted::Day(until_reset(now)),
        told => Exhausted::Window(told.map(|wait| wait.max(Duration::from_secs(1)))),
    }
}

fn until_reset(now: i64) -> Duration {
    let of_day = now.rem_euclid(24 * HOUR);
    let resets = RESETS.iter().map(|hour| hour * HOUR + LATER - of_day);
    let next = resets.filter(|wait| *wait > 0).min();
    // The last of them is in the next day, so that there is one.
    Duration::from_secs(next.unwrap_or(24 * HOUR).unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_asked_for_again_when_the_day_has_changed() {
        // 2 March 2026, 00:00 UTC.
        let midnight = 1_772_409_600;
        for (hour, minute, expected) in [
            (0, 0, 60),
            (0, 1, 8 * HOUR),
            (7, 30, 31 * 60),
            (8, 1, 16 * HOUR),
            (12, 0, 12 * HOUR + 60),
            (23, 59, 120),
        ] {
            let wait = until_reset(midnight + hour * HOUR + minute * 60);
            assert_eq!(
                i64::try_from(wait.as_secs()),
                Ok(expected),
                "{hour}:{minute}"
            );
        }
    }
}
