//! tokio's monotonic clock: for deadlines and for how long something took, never for what time
//! it is. A paused clock in a test drives both.

use tokio::time::Instant;

#[expect(
    clippy::disallowed_methods,
    reason = "deadlines and durations belong to the runtime's clock; the time of day is an argument"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}
