//! How often somebody may ask.
//!
//! Three limits, each a bucket that a minute fills (GCRA, by governor): one for each API key; one for
//! each source address for whatever comes without a key in use: wrong keys, forms of the public
//! pages; and one for the forms of each organization's public page, from all addresses together, so
//! that a wave from many addresses fills neither its inbox nor the database. An address pays only for
//! requests without a key. Customers behind one office address share it, and a forgotten script with
//! a revoked key there must not silence an integration whose key is good.
//!
//! Memory is bounded: buckets that are full again are forgotten, and when too many others are left,
//! everybody who shows no key waits until there is room.

mod buckets;

use std::{net::IpAddr, num::NonZeroU32, sync::Arc};

use winfactor_domain::{ApiKeyId, Clock, OrganizationId};

use buckets::Buckets;

/// A limit, as the operator sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateLimit {
    PerMinute(NonZeroU32),
    /// For trusted networks and measurements.
    Off,
}

impl RateLimit {
    /// `count` requests a minute; none at all for 0.
    pub const fn per_minute(count: u32) -> Self {
        match NonZeroU32::new(count) {
            Some(count) => RateLimit::PerMinute(count),
            None => RateLimit::Off,
        }
    }
}

/// The limits of the web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimits {
    pub per_key: RateLimit,
    /// For requests without a key in use.
    pub per_address: RateLimit,
    /// For contact forms and configurations that arrive on one organization's public page.
    pub per_public_page: RateLimit,
}

impl RateLimits {
    pub const OFF: RateLimits = RateLimits {
        per_key: RateLimit::Off,
        per_address: RateLimit::Off,
        per_public_page: RateLimit::Off,
    };
}

impl Default for RateLimits {
    fn default() -> Self {
        RateLimits {
            per_key: RateLimit::per_minute(120),
            per_address: RateLimit::per_minute(60),
            per_public_page: RateLimit::per_minute(120),
        }
    }
}

/// Refused: ask again later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many requests; try again in {seconds} s")]
pub struct RateLimited {
    /// Whole seconds until the next request is taken, at least 1.
    pub seconds: u64,
}

/// The limits at work.
#[derive(Debug)]
pub struct Limits {
    keys: Option<Buckets<ApiKeyId>>,
    addresses: Option<Buckets<IpAddr>>,
    public_pages: Option<Buckets<OrganizationId>>,
}

impl Limits {
    pub(crate) fn new(limits: &RateLimits, clock: &Arc<dyn Clock>) -> Self {
        Limits {
            keys: Buckets::new(limits.per_key, clock),
            addresses: Buckets::new(limits.per_address, clock),
            public_pages: Buckets::new(limits.per_public_page, clock),
        }
    }

    /// Takes one request with a key.
    pub fn key(&self, key: ApiKeyId) -> Result<(), RateLimited> {
        self.keys.as_ref().map_or(Ok(()), |keys| keys.take(&key))
    }

    /// Takes one request of an address that shows no key in use.
    pub fn address(&self, address: IpAddr) -> Result<(), RateLimited> {
        let household = household(address);
        let addresses = self.addresses.as_ref();
        addresses.map_or(Ok(()), |addresses| addresses.take(&household))
    }

    /// Takes one form on the public page of an organization.
    pub fn public_page(&self, organization: OrganizationId) -> Result<(), RateLimited> {
        let pages = self.public_pages.as_ref();
        pages.map_or(Ok(()), |pages| pages.take(&organization))
    }
}

/// Who owns one IPv6 address owns its /64 (RFC 6177); an IPv4 address stands for itself, however it
/// is written.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) & (u128::MAX << 64);
            IpAddr::V6(network.into())
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::Duration;

    use winfactor_domain::Timestamp;
    use winfactor_testkit::ManualClock;

    use super::*;

    fn limits(per_address: u32) -> (Limits, ManualClock) {
        let clock = ManualClock::default();
        let limits = RateLimits {
            per_address: RateLimit::per_minute(per_address),
            ..RateLimits::default()
        };
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        (Limits::new(&limits, &shared), clock)
    }

    #[test]
    fn a_minutes_worth_may_come_at_once_and_then_one_after_the_other() {
        let (limits, clock) = limits(60);
        let address = "203.0.113.7".parse().unwrap();
        for _ in 0..60 {
            limits.address(address).unwrap();
        }
        assert_eq!(limits.address(address), Err(RateLimited { seconds: 1 }));
        clock.advance(Duration::from_secs(1));
        limits.address(address).unwrap();
        assert!(limits.address(address).is_err());
        clock.advance(Duration::from_secs(60));
        for _ in 0..60 {
            limits.address(address).unwrap();
        }
    }

    #[test]
    fn a_wait_is_told_in_whole_seconds_rounded_up() {
        let (limits, _) = limits(7);
        let address = "203.0.113.7".parse().unwrap();
        for _ in 0..7 {
            limits.address(address).unwrap();
        }
        // A seventh of a minute is 8.57 s.
        assert_eq!(limits.address(address), Err(RateLimited { seconds: 9 }));
    }

    #[test]
    fn an_ipv6_network_is_one_household_and_an_ipv4_address_another() {
        let (limits, _) = limits(1);
        let take = |address: &str| limits.address(address.parse().unwrap()).is_ok();
        assert!(take("2001:db8:1:2::1"));
        assert!(!take("2001:db8:1:2:ffff::9"));
        assert!(take("2001:db8:1:3::1"));
        assert!(take("203.0.113.7"));
        assert!(!take("::ffff:203.0.113.7"));
    }

    #[test]
    fn each_key_has_its_own_minute_and_a_limit_can_be_off() {
        let clock: Arc<dyn Clock> = Arc::new(ManualClock::default());
        let limits = Limits::new(&RateLimits::default(), &clock);
        let key = |ms| ApiKeyId::earliest_at(Timestamp(ms));
        for _ in 0..120 {
            limits.key(key(1)).unwrap();
        }
        assert!(limits.key(key(1)).is_err());
        limits.key(key(2)).unwrap();

        let off = Limits::new(&RateLimits::OFF, &clock);
        for _ in 0..1000 {
            off.key(key(1)).unwrap();
        }
    }
}
