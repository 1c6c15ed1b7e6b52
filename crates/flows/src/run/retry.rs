use std::time::Duration;

/// When a failed step with `retryOnFailure` is tried again, as ActivePieces does: at most four tries
/// in all, with 4, 8 and 16 seconds before the second, third and fourth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetrySchedule;

impl RetrySchedule {
    pub const MAX_TRIES: u32 = 4;

    /// The wait before the next try after so many failed ones, or nothing when it was the last.
    pub fn wait_after(failed_tries: u32) -> Option<Duration> {
        (1..Self::MAX_TRIES)
            .contains(&failed_tries)
            .then(|| Duration::from_millis(2_u64.pow(failed_tries) * 2000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_tries_with_growing_waits() {
        let waits: Vec<_> = (0..6).map(RetrySchedule::wait_after).collect();
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!(
            waits,
            [None, seconds(4), seconds(8), seconds(16), None, None]
        );
    }
}
