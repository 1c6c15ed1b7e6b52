//! Marks that a submission carries through the server to the sink, so that an arrival tells which
//! one it is and when it was posted. They stand in the company's name.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

const MARK: &str = "mark:";

/// Nanoseconds since the Unix epoch. Sender and sink are one process and share the clock.
#[allow(clippy::disallowed_methods, reason = "a benchmark measures real time")]
pub(crate) fn now_ns() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    u64::try_from(since.unwrap_or_default().as_nanos()).unwrap_or(u64::MAX)
}

/// The present moment, for durations.
#[allow(clippy::disallowed_methods, reason = "a benchmark measures real time")]
pub(crate) fn instant() -> Instant {
    Instant::now()
}

/// The mark of a submission that is posted now.
pub(crate) fn mark(number: u64) -> String {
    format!("{MARK}{number}:{}:", now_ns())
}

/// The number and the moment of posting that stand in a body.
pub(crate) fn find(body: &[u8]) -> Option<(u64, u64)> {
    let mark = MARK.as_bytes();
    let at = body.windows(mark.len()).position(|window| window == mark)?;
    let rest = body.get(at + mark.len()..)?;
    let end = rest.len().min(48);
    let text = std::str::from_utf8(&rest[..end]).ok()?;
    let mut parts = text.split(':');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
