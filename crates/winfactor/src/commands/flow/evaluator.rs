use winfactor_domain::{Clock, Rng};
use winfactor_flows::expressions::{Connections, Evaluator};

use crate::system::{self, SystemClock, SystemRng};

/// What evaluates expressions, beginning with the present moment; and that moment in Unix
/// milliseconds.
pub(super) fn evaluator(connections: Connections) -> (Evaluator, i64) {
    let now_ms = SystemClock.now().0;
    let rng: &dyn Rng = &SystemRng;
    let seed = u64::from_le_bytes(rng.bytes());
    let evaluator = Evaluator::new(connections, now_ms, seed, system::stopwatch());
    (evaluator, now_ms)
}
