use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// How much JavaScript may take. Time is read from the [`Stopwatch`] of the evaluator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For one expression.
    pub expression_time: Duration,
    /// For one try of a code step.
    pub code_time: Duration,
    /// For all JavaScript of a run together.
    pub run_time: Duration,
    pub memory_bytes: usize,
    pub stack_bytes: usize,
    /// Of one result, written as JSON.
    pub result_bytes: usize,
    /// Texts, numbers, members … of one result together.
    pub result_values: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            expression_time: Duration::from_secs(1),
            code_time: Duration::from_secs(10),
            run_time: Duration::from_secs(60),
            memory_bytes: 32 << 20,
            stack_bytes: 256 << 10,
            result_bytes: 16 << 20,
            result_values: 500_000,
        }
    }
}

/// A limit that JavaScript ran into. Its text goes on a sentence: "`{{ … }}` takes longer than …".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExceededLimit {
    #[error("takes longer than {} ms", .0.as_millis())]
    Time(Duration),
    #[error("came when the run had used up its {} s for expressions and code", .0.as_secs())]
    RunTime(Duration),
    #[error("needs more memory than {} MB", .0 >> 20)]
    Memory(usize),
    #[error("nests function calls too deeply")]
    Stack,
    #[error("waits for a promise that nothing can settle")]
    NeverSettles,
    #[error("gives more than {} MB", .0 >> 20)]
    ResultBytes(usize),
    #[error("gives more than {0} values")]
    ResultValues(usize),
    #[error("gives a value that is nested deeper than {0} levels")]
    ResultDepth(usize),
}

/// Tells how much time has passed since a moment of its own choosing; it never goes back.
#[derive(Clone)]
pub struct Stopwatch(Arc<dyn Fn() -> Duration + Send + Sync>);

impl Stopwatch {
    /// Reads a monotonic clock that the driver of the run has.
    pub fn new(read: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// Needs no clock: each reading counts as so much time. The engine reads after every few
    /// thousand operations, so the same script always ends at the same place.
    pub fn counting(per_reading: Duration) -> Self {
        let readings = std::sync::atomic::AtomicU32::new(0);
        Self::new(move || {
            let earlier = readings.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            per_reading.saturating_mul(earlier)
        })
    }

    pub(crate) fn read(&self) -> Duration {
        (self.0)()
    }
}

impl fmt::Debug for Stopwatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stopwatch")
    }
}
