//! How often a sign-in may fail.
//!
//! An attempt is counted before the password is checked and taken back when it was right, so that
//! a hundred attempts at once do not all pass before the first one has failed.

use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use winfactor_domain::Timestamp;

/// Failures are counted for this long, from the first one on.
const WINDOW: Duration = Duration::from_secs(15 * 60);
/// Failures for one e-mail address: a person who mistypes needs fewer, a guesser gets no further.
const PER_EMAIL: u32 = 10;
/// Failures from one network address: a whole office may sit behind it.
const PER_ADDRESS: u32 = 50;
/// E-mail addresses, and network addresses, that are counted at the same time.
const CAPACITY: usize = 10_000;

#[derive(Debug)]
pub(super) struct SignInLimits {
    emails: FailureCounter<String>,
    addresses: FailureCounter<IpAddr>,
}

/// An attempt that was counted. Unless it is taken back it stays a failure.
#[derive(Debug)]
pub(super) struct CountedAttempt<'a> {
    limits: &'a SignInLimits,
    email_key: String,
    address: Option<IpAddr>,
}

impl Default for SignInLimits {
    fn default() -> Self {
        SignInLimits {
            emails: FailureCounter::new(PER_EMAIL),
            addresses: FailureCounter::new(PER_ADDRESS),
        }
    }
}

impl SignInLimits {
    /// Counts an attempt, or tells how long to wait. Without an address the caller is known
    /// already, and only the e-mail address counts.
    pub(super) fn count(
        &self,
        email_key: String,
        address: Option<IpAddr>,
        now: Timestamp,
    ) -> Result<CountedAttempt<'_>, Duration> {
        let address = address.map(network);
        self.emails.count(&email_key, now)?;
        if let Some(address) = &address
            && let Err(wait) = self.addresses.count(address, now)
        {
            self.emails.take_back(&email_key);
            return Err(wait);
        }
        Ok(CountedAttempt {
            limits: self,
            email_key,
            address,
        })
    }
}

impl CountedAttempt<'_> {
    /// The password was right: earlier failures with this e-mail address are forgiven.
    pub(super) fn succeeded(self) {
        self.limits.emails.forget(&self.email_key);
        if let Some(address) = &self.address {
            self.limits.addresses.take_back(address);
        }
    }

    /// The password was not checked, for a reason of our own.
    pub(super) fn void(self) {
        self.limits.emails.take_back(&self.email_key);
        if let Some(address) = &self.address {
            self.limits.addresses.take_back(address);
        }
    }
}

/// What one subscriber has: with IPv6 that is a network of 2⁶⁴ addresses.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 => v4,
    }
}

#[derive(Debug)]
struct FailureCounter<K> {
    limit: u32,
    windows: Mutex<HashMap<K, Window>>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    since: Timestamp,
    failures: u32,
}

impl Window {
    /// A window "from the future" is one from before the system's clock was set back.
    fn is_over(&self, now: Timestamp) -> bool {
        self.since > now || now.since(self.since) >= WINDOW
    }
}

impl<K: Clone + Eq + Hash> FailureCounter<K> {
    fn new(limit: u32) -> Self {
        FailureCounter {
            limit,
            windows: Mutex::default(),
        }
    }

    fn count(&self, key: &K, now: Timestamp) -> Result<(), Duration> {
        let mut windows = self.windows();
        match windows.get_mut(key).filter(|window| !window.is_over(now)) {
            Some(window) if window.failures >= self.limit => {
                Err((window.since + WINDOW).since(now))
            }
            Some(window) => {
                window.failures += 1;
                Ok(())
            }
            None => {
                make_room(&mut windows, now);
                let window = Window {
                    since: now,
                    failures: 1,
                };
                windows.insert(key.clone(), window);
                Ok(())
            }
        }
    }

    fn take_back(&self, key: &K) {
        let mut windows = self.windows();
        if let Some(window) = windows.get_mut(key) {
            window.failures = window.failures.saturating_sub(1);
        }
    }

    fn forget(&self, key: &K) {
        self.windows().remove(key);
    }

    // Nothing panics while the lock is held, so a poisoned state is still a sound one.
    fn windows(&self) -> MutexGuard<'_, HashMap<K, Window>> {
        self.windows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_room<K: Clone + Eq + Hash>(windows: &mut HashMap<K, Window>, now: Timestamp) {
    if windows.len() < CAPACITY {
        return;
    }
    windows.retain(|_, window| !window.is_over(now));
    if windows.len() < CAPACITY {
        return;
    }
    let oldest = windows.iter().min_by_key(|(_, window)| window.since);
    if let Some(key) = oldest.map(|(key, _)| key.clone()) {
        windows.remove(&key);
    }
}

#[cfg(test)]
#[path = "sign_in_limits_tests.rs"]
mod tests;
