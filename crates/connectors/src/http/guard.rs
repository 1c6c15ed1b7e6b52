//! The decision whether an address may be dialled. Every road out asks here, twice: when an
//! address is saved (what can be told without a look-up) and when a connection is made (what the
//! name resolves to at that moment, and nothing else is dialled).

use std::net::{IpAddr, SocketAddr};

use super::address::{AddressClass, SpecialRange, classify, is_metadata_name};
use super::allow_list::{AllowList, without_trailing_dot};

/// A destination that this installation does not talk to. The operator decides: see the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{host}:{port} is not allowed as a destination: {why}")]
pub struct Refusal {
    /// The host as in the normalised address.
    pub host: String,
    pub port: u16,
    pub why: RefusalReason,
}

/// Why a destination is refused. The texts leave out the address that a name resolved to: it is
/// nobody's business but the operator's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefusalReason {
    #[error(
        "it leads to {range}. If it is meant, the operator of this installation can add exactly this host and port to the list of allowed hosts"
    )]
    Special {
        address: IpAddr,
        range: SpecialRange,
    },
    #[error("it leads to a cloud's metadata service, which is never allowed")]
    Metadata {
        /// Missing when the name alone told.
        address: Option<IpAddr>,
    },
}

/// Addresses that passed the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checked {
    pub(super) addresses: Vec<SocketAddr>,
    /// At least one of them is special and reachable only by the operator's allowance.
    pub(super) private: bool,
}

/// The policy: the table of special ranges, and the operator's exceptions.
#[derive(Debug)]
pub(super) struct Guard {
    allowed: AllowList,
}

impl Guard {
    pub(super) fn new(allowed: AllowList) -> Self {
        Self { allowed }
    }

    /// What can be told from the host alone, before any look-up.
    pub(super) fn check_host(&self, host: &str, port: u16) -> Result<(), Refusal> {
        if is_metadata_name(without_trailing_dot(host)) {
            return Err(refusal(
                host,
                port,
                RefusalReason::Metadata { address: None },
            ));
        }
        match literal_address(host) {
            Some(address) => self.check_addresses(host, port, [address]).map(drop),
            None if host_means_loopback(host) && !self.allowed.allows(host, port) => {
                let why = RefusalReason::Special {
                    address: IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
                    range: SpecialRange::Loopback,
                };
                Err(refusal(host, port, why))
            }
            None => Ok(()),
        }
    }

    /// Checks all addresses of a host. One forbidden address refuses the whole host: a name that
    /// answers with a public and a private address is an attack or a mistake, and picking the
    /// public one would only hide it.
    pub(super) fn check_addresses(
        &self,
        host: &str,
        port: u16,
        addresses: impl IntoIterator<Item = IpAddr>,
    ) -> Result<Checked, Refusal> {
        let allowed = self.allowed.allows(host, port);
        let mut checked = Checked {
            addresses: Vec::new(),
            private: false,
        };
        for address in addresses {
            match classify(address) {
                AddressClass::Public => {}
                AddressClass::Special(_) if allowed => checked.private = true,
                AddressClass::Special(range) => {
                    let why = RefusalReason::Special { address, range };
                    return Err(refusal(host, port, why));
                }
                AddressClass::Metadata => {
                    let address = Some(address);
                    return Err(refusal(host, port, RefusalReason::Metadata { address }));
                }
            }
            checked.addresses.push(SocketAddr::new(address, port));
        }
        Ok(checked)
    }
}

/// The IP address in a URL's host, if it is one: such hosts never reach a resolver.
pub(super) fn literal_address(host: &str) -> Option<IpAddr> {
    match host.strip_prefix('[').and_then(|h| h.strip_suffix(']')) {
        Some(v6) => v6.parse().ok().map(IpAddr::V6),
        None => host.parse().ok().map(IpAddr::V4),
    }
}

/// `localhost` and everything below it is loopback by RFC 6761, whatever a resolver says.
fn host_means_loopback(host: &str) -> bool {
    let host = without_trailing_dot(host);
    host == "localhost" || host.ends_with(".localhost")
}

fn refusal(host: &str, port: u16, why: RefusalReason) -> Refusal {
    Refusal {
        host: host.to_owned(),
        port,
        why,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn guard(entries: &[&str]) -> Guard {
        Guard::new(AllowList::parse(entries).unwrap())
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_forbidden_address_among_public_ones_refuses_the_host() {
        let refused = guard(&[])
            .check_addresses("example.com", 443, [ip("1.1.1.1"), ip("10.0.0.1")])
            .unwrap_err();
        assert_eq!(
            refused.why,
            RefusalReason::Special {
                address: ip("10.0.0.1"),
                range: SpecialRange::Private
            }
        );
        let text = refused.to_string();
        assert!(text.contains("example.com:443"), "{text}");
        assert!(!text.contains("10.0.0.1"), "{text}");
    }

    #[test]
    fn public_addresses_pass_and_are_not_called_private() {
        let checked = guard(&[])
            .check_addresses("example.com", 443, [ip("1.1.1.1"), ip("2606:4700::1111")])
            .unwrap();
        assert!(!checked.private);
        assert_eq!(checked.addresses.len(), 2);
    }

    #[test]
    fn an_allowed_host_reaches_private_addresses_and_is_called_private() {
        let guard = guard(&["flows.internal:8080"]);
        let addresses = || [ip("10.0.0.1")];
        let checked = guard
            .check_addresses("flows.internal", 8080, addresses())
            .unwrap();
        assert!(checked.private);
        assert!(
            guard
                .check_addresses("flows.internal", 80, addresses())
                .is_err()
        );
        assert!(
            guard
                .check_addresses("10.0.0.1", 8080, addresses())
                .is_err()
        );
    }

    #[test]
    fn metadata_stays_refused_for_an_allowed_host() {
        let guard = guard(&["flows.internal"]);
        for address in ["169.254.169.254", "fd00:ec2::254", "100.100.100.200"] {
            let refused = guard
                .check_addresses("flows.internal", 80, [ip(address)])
                .unwrap_err();
            assert!(
                matches!(refused.why, RefusalReason::Metadata { .. }),
                "{address}"
            );
        }
    }

    #[test]
    fn the_host_alone_tells_enough_for_literals_localhost_and_metadata_names() {
        let guard = guard(&["localhost:8080"]);
        assert!(guard.check_host("localhost", 8080).is_ok());
        assert!(guard.check_host("example.com", 80).is_ok());
        for host in [
            "localhost",
            "localhost.",
            "a.localhost",
            "127.0.0.1",
            "[::1]",
            "metadata.google.internal",
            "metadata.google.internal.",
        ] {
            assert!(guard.check_host(host, 80).is_err(), "{host}");
        }
    }
}
