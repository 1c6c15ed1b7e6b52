use std::time::Duration;

use winfactor_connectors::channels::{ChannelFailure, WhoActs};
use winfactor_flows::run::StepOutcome;

use super::{Attempt, Channel};

/// A receiver that asks to wait again and again is given up after so many times.
pub(super) const MOST_PUT_OFF: u32 = 12;
/// The first wait where the receiver does not say how long; the following ones double.
const FIRST_WAIT: Duration = Duration::from_secs(5);
const LONGEST_WAIT: Duration = Duration::from_secs(600);

/// When the step is tried again, if the receiver refused it for now and did nothing.
pub(super) fn put_off(
    attempt: &Attempt<'_>,
    channel: Channel,
    failure: &ChannelFailure,
) -> Option<StepOutcome> {
    let WhoActs::ReceiverForNow {
        retry_after,
        nothing_happened: true,
    } = failure.who
    else {
        return None;
    };
    let (outside, request) = (attempt.outside, attempt.request);
    if request.put_off >= MOST_PUT_OFF {
        return None;
    }
    let wait = retry_after.unwrap_or_else(|| wait_after(request.put_off));
    let at = outside.now() + wait;
    if retry_after.is_some()
        && let Some(queue) = channel.queue(request, outside.vendors())
    {
        outside.pacing().hold(queue.wish(&attempt.key), at.0);
    }
    Some(StepOutcome::Later {
        at_ms: at.0,
        was_refused: true,
    })
}

fn wait_after(put_off: u32) -> Duration {
    let factor = 2_u32.saturating_pow(put_off);
    FIRST_WAIT.saturating_mul(factor).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_up_to_ten_minutes() {
        let waits: Vec<u64> = [0, 1, 2, 6, 7, 12, 40]
            .map(|n| wait_after(n).as_secs())
            .into();
        assert_eq!(waits, [5, 10, 20, 320, 600, 600, 600]);
    }
}
