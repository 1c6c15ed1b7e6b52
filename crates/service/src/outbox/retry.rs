use std::time::Duration;

use winfactor_domain::Rng;

/// Waits before the second, third, … try: three days in all.
pub const DEFAULT_SCHEDULE: [u32; 10] = [
    5,
    60,
    5 * 60,
    15 * 60,
    3600,
    3 * 3600,
    6 * 3600,
    12 * 3600,
    24 * 3600,
    24 * 3600,
];

/// Waits between the probes of a destination that is switched off; the last one repeats.
const PROBE_SCHEDULE: [u32; 5] = [30, 60, 5 * 60, 15 * 60, 3600];

/// Waits are moved by up to this part of themselves in either direction, so that what failed
/// together does not come back together.
const JITTER_PERCENT: u64 = 10;

/// When a failed delivery is tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetrySchedule {
    waits: Vec<u32>,
}

impl RetrySchedule {
    pub const MAX_TRIES: usize = 30;
    /// One week, in seconds.
    pub const MAX_WAIT: u32 = 7 * 24 * 3600;

    /// From waits in seconds; an empty list means a single try.
    pub fn new(waits: &[u32]) -> Result<Self, ScheduleProblem> {
        if waits.len() > Self::MAX_TRIES {
            return Err(ScheduleProblem::TooLong);
        }
        if let Some(place) = waits
            .iter()
            .position(|wait| *wait == 0 || *wait > Self::MAX_WAIT)
        {
            return Err(ScheduleProblem::Wait(place));
        }
        Ok(RetrySchedule {
            waits: waits.to_vec(),
        })
    }

    pub fn waits(&self) -> &[u32] {
        &self.waits
    }

    /// The wait after `tries` tries of this round, or nothing when it was the last one.
    pub fn wait_after(&self, tries: u32, rng: &dyn Rng) -> Option<Duration> {
        let index = tries.checked_sub(1)? as usize;
        self.waits.get(index).map(|wait| jittered(*wait, rng))
    }
}

impl Default for RetrySchedule {
    fn default() -> Self {
        RetrySchedule {
            waits: DEFAULT_SCHEDULE.to_vec(),
        }
    }
}

/// The wait before the next probe, after `tries` probes.
pub(super) fn probe_wait(tries: u32, rng: &dyn Rng) -> Duration {
    let index = (tries.saturating_sub(1) as usize).min(PROBE_SCHEDULE.len() - 1);
    jittered(PROBE_SCHEDULE[index], rng)
}

fn jittered(seconds: u32, rng: &dyn Rng) -> Duration {
    let exact = u64::from(seconds) * 1000;
    let spread = exact * JITTER_PERCENT / 100;
    Duration::from_millis(exact - spread + rng.below(2 * spread + 1))
}

/// A schedule that cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleProblem {
    #[error("must have at most {max} waits", max = RetrySchedule::MAX_TRIES)]
    TooLong,
    #[error("wait {0} must be from 1 second to 604800 seconds (7 days)")]
    Wait(usize),
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[derive(Debug)]
    struct Constant(u8);
    impl Rng for Constant {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn the_default_schedule_tries_eleven_times_over_three_days() {
        let schedule = RetrySchedule::default();
        let earliest: u64 = (1..)
            .map_while(|tries| schedule.wait_after(tries, &Constant(0)))
            .map(|wait| wait.as_secs())
            .sum();
        assert!(earliest > 63 * 3600, "{earliest}");
        let exact = DEFAULT_SCHEDULE.iter().sum::<u32>();
        assert!(exact.abs_diff(3 * 24 * 3600) < 3 * 3600, "{exact}");
        assert_eq!(schedule.wait_after(11, &Constant(0)), None);
    }

    #[test]
    fn jitter_stays_within_a_tenth() {
        let schedule = RetrySchedule::new(&[100]).unwrap();
        let wait = |byte| schedule.wait_after(1, &Constant(byte)).unwrap();
        assert_eq!(wait(0), Duration::from_secs(90));
        assert_eq!(wait(255), Duration::from_secs(110));
    }

    #[test]
    fn probes_never_end() {
        let last = probe_wait(1_000_000, &Constant(128));
        assert!(last > Duration::from_secs(50 * 60) && last < Duration::from_secs(70 * 60));
    }

    #[test]
    fn an_impossible_schedule_names_the_wait() {
        assert_eq!(RetrySchedule::new(&[5, 0]), Err(ScheduleProblem::Wait(1)));
        assert_eq!(RetrySchedule::new(&[5; 31]), Err(ScheduleProblem::TooLong));
        assert!(RetrySchedule::new(&[]).is_ok());
    }
}
