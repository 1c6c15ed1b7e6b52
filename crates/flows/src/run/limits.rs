use super::verdict::RunStatus;

/// How much a run may use up. The defaults of time and size are ActivePieces' own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunLimits {
    /// Steps that are begun and iterations, all in all; above it the run is QUOTA_EXCEEDED.
    pub steps: u32,
    /// Milliseconds in which the run does something since it was started or restored, without its
    /// pauses and waits; above it the run is TIMEOUT.
    pub active_ms: u64,
    /// Bytes of all records as JSON. Above it the largest inputs are left out; when that is not
    /// enough the run is LOG_SIZE_EXCEEDED.
    pub log_bytes: usize,
}

impl Default for RunLimits {
    fn default() -> Self {
        Self {
            steps: 100_000,
            active_ms: 600_000,
            // 25 MiB, less 256 KiB for what is kept beside the records.
            log_bytes: 25 * 1024 * 1024 - 256 * 1024,
        }
    }
}

/// What a run has used up of its [`RunLimits`].
#[derive(Debug, Default)]
pub(super) struct Used {
    pub(super) steps: u32,
    pub(super) active_ms: u64,
    /// When the run began to do what it does now; nothing while it waits.
    active_since: Option<i64>,
}

impl Used {
    /// Takes the time since the last call as used.
    pub(super) fn tick(&mut self, now_ms: i64) {
        if let Some(since) = self.active_since {
            self.active_ms += u64::try_from(now_ms - since).unwrap_or(0);
        }
        self.active_since = Some(now_ms);
    }

    /// The time until the next call does not count.
    pub(super) fn rest(&mut self) {
        self.active_since = None;
    }

    /// The limit that is exceeded, and what to tell people.
    pub(super) fn exceeds(&self, limits: &RunLimits) -> Option<(RunStatus, String)> {
        if self.steps > limits.steps {
            let message = format!("the run has more than {} steps", limits.steps);
            return Some((RunStatus::QuotaExceeded, message));
        }
        if self.active_ms > limits.active_ms {
            let seconds = limits.active_ms / 1000;
            let message = format!("the run took longer than {seconds} seconds");
            return Some((RunStatus::Timeout, message));
        }
        None
    }
}
