use std::{
    fmt,
    hash::Hash,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use governor::{
    Quota, RateLimiter,
    clock::{self, Clock as _},
    middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};
use winfactor_domain::Clock;

use super::{RateLimit, RateLimited};

type Limiter<K> = RateLimiter<K, DashMapStateStore<K>, SinceEpoch, NoOpMiddleware<Duration>>;

/// A bucket for each of many.
pub(super) struct Buckets<K: Hash + Eq + Clone> {
    limiter: Limiter<K>,
    takes: AtomicU32,
    /// More buckets are in use than can be kept.
    crowded: AtomicBool,
}

/// Buckets that are kept, give or take those of one round.
const MOST: usize = 100_000;
/// Takes between two rounds of forgetting.
const ROUND: u32 = 4096;

impl<K: Hash + Eq + Clone> Buckets<K> {
    /// Nothing when there is no limit.
    pub(super) fn new(limit: RateLimit, clock: &Arc<dyn Clock>) -> Option<Self> {
        let RateLimit::PerMinute(count) = limit else {
            return None;
        };
        let quota = Quota::per_minute(count);
        let clock = SinceEpoch(clock.clone());
        Some(Buckets {
            limiter: RateLimiter::new(quota, DashMapStateStore::default(), clock),
            takes: AtomicU32::new(0),
            crowded: AtomicBool::new(false),
        })
    }

    pub(super) fn take(&self, key: &K) -> Result<(), RateLimited> {
        if self.takes.fetch_add(1, Ordering::Relaxed) % ROUND == ROUND - 1 {
            self.limiter.retain_recent();
            let crowded = self.limiter.len() > MOST;
            self.crowded.store(crowded, Ordering::Relaxed);
        }
        if self.crowded.load(Ordering::Relaxed) {
            return Err(RateLimited { seconds: 60 });
        }
        self.limiter.check_key(key).map_err(|refused| {
            let wait = refused.wait_time_from(self.limiter.clock().now());
            let seconds = wait.as_millis().div_ceil(1000).max(1);
            RateLimited {
                seconds: u64::try_from(seconds).unwrap_or(u64::MAX),
            }
        })
    }
}

impl<K: Hash + Eq + Clone> fmt::Debug for Buckets<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Buckets")
            .field("len", &self.limiter.len())
            .finish_non_exhaustive()
    }
}

/// The product's clock, as the limiter reads it.
#[derive(Clone)]
struct SinceEpoch(Arc<dyn Clock>);

impl clock::Clock for SinceEpoch {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.now().0).unwrap_or(0))
    }
}
