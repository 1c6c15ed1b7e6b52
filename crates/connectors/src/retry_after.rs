//! `Retry-After` (RFC 9110, 10.2.3): seconds or a date, bounded to what is sensible to obey.

use std::time::{Duration, UNIX_EPOCH};

use http::HeaderValue;

/// Shorter waits are meant as "at once", but a receiver that just refused deserves a breath.
const MIN: Duration = Duration::from_secs(1);
/// Longer waits would let one odd answer silence an endpoint for days.
const MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// How long to wait, or `None` when the header says nothing readable. `now` is in Unix seconds.
pub(crate) fn retry_after(value: &HeaderValue, now: i64) -> Option<Duration> {
    let text = value.to_str().ok()?.trim();
    let wait = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // So many digits that they overflow mean "very long".
        Duration::from_secs(text.parse().unwrap_or(u64::MAX))
    } else {
        let date = httpdate::parse_http_date(text).ok()?;
        let at = date.duration_since(UNIX_EPOCH).ok()?.as_secs();
        Duration::from_secs(at.saturating_sub(u64::try_from(now).unwrap_or(0)))
    };
    Some(wait.clamp(MIN, MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read_and_bounded() {
        // Sun, 06 Nov 1994 08:49:37 GMT, the example date of RFC 9110.
        let now = 784_111_777;
        for (text, expected) in [
            ("120", Some(120)),
            (" 7 ", Some(7)),
            ("0", Some(1)),
            ("86401", Some(86_400)),
            ("99999999999999999999999", Some(86_400)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sunday, 06-Nov-94 08:50:37 GMT", Some(60)),
            ("Sun Nov  6 08:50:37 1994", Some(60)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(1)),
            ("Tue, 06 Dec 1994 08:00:00 GMT", Some(86_400)),
            ("", None),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
        ] {
            let value = HeaderValue::from_str(text).expect("plain ASCII");
            let wait = retry_after(&value, now).map(|wait| wait.as_secs());
            assert_eq!(wait, expected, "{text:?}");
        }
    }
}
