//! The real clocks and the operating system's randomness.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use winfactor_domain::{Clock, Rng, Timestamp};
use winfactor_flows::expressions::Stopwatch;

/// The system's clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where time comes from")]
    fn now(&self) -> Timestamp {
        let since_epoch = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The operating system's random source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemRng;

impl Rng for SystemRng {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where randomness comes from"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness there are no safe tokens and no unique ids: nothing may go on.
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// The system's monotonic clock, for how long the scripts of a flow take.
#[expect(clippy::disallowed_methods, reason = "this is where time comes from")]
pub(crate) fn stopwatch() -> Stopwatch {
    let started = Instant::now();
    Stopwatch::new(move || started.elapsed())
}
