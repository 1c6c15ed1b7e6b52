use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// The time and the chance of a run, shared with its engines.
#[derive(Debug, Clone)]
pub(crate) struct Environment {
    now_ms: Arc<AtomicI64>,
    random: Arc<AtomicU64>,
}

impl Environment {
    pub(crate) fn new(now_ms: i64, seed: u64) -> Self {
        Self {
            now_ms: Arc::new(AtomicI64::new(now_ms)),
            random: Arc::new(AtomicU64::new(seed)),
        }
    }

    pub(crate) fn set_now_ms(&self, now_ms: i64) {
        self.now_ms.store(now_ms, Ordering::Relaxed);
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.now_ms.load(Ordering::Relaxed)
    }

    /// At least 0 and less than 1, by SplitMix64: good enough for `Math.random()`, and the same
    /// row for the same seed.
    pub(super) fn random(&self) -> f64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let state = self
            .random
            .fetch_add(STEP, Ordering::Relaxed)
            .wrapping_add(STEP);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let mixed = mixed ^ (mixed >> 31);
        // The 53 bits that a JavaScript number can hold.
        (mixed >> 11) as f64 / (1_u64 << 53) as f64
    }
}
