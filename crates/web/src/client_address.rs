//! Where a request comes from.
//!
//! The other end of the connection, unless that is a proxy the operator trusts: then the last
//! address in `X-Forwarded-For` that is not such a proxy itself. Whatever stands before it was
//! written by whoever asks, and is worth nothing.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    str::FromStr,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};

use crate::AppState;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The networks of the proxies in front of this server; none by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

impl TrustedProxies {
    /// Reads addresses and networks such as `10.0.0.0/8`, `192.0.2.7` and `fd00::/8`.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, NotANetwork> {
        let networks = texts.into_iter().map(|text| text.trim().parse());
        Ok(TrustedProxies(networks.collect::<Result<_, _>>()?))
    }

    fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// The client behind `peer`, according to the proxies that are trusted.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if self.0.is_empty() || !self.contains(peer) {
            return peer;
        }
        let hops = headers.get_all(FORWARDED_FOR).into_iter().rev();
        let hops = hops.flat_map(|value| value.to_str().unwrap_or_default().rsplit(','));
        let mut client = peer;
        for hop in hops {
            let Some(address) = address_of(hop.trim()) else {
                return client;
            };
            client = address;
            if !self.contains(address) {
                return client;
            }
        }
        client
    }
}

/// Proxies write an address, some with its port.
fn address_of(hop: &str) -> Option<IpAddr> {
    let address = hop.parse().ok();
    let address = address.or_else(|| hop.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    address.map(|address| address.to_canonical())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    /// As IPv6, in which every IPv4 address has its place.
    first: u128,
    mask: u128,
}

impl Network {
    fn contains(&self, address: IpAddr) -> bool {
        bits(address) & self.mask == self.first
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let parsed = || {
            let (address, length) = match text.split_once('/') {
                Some((address, length)) => (address, Some(length.parse::<u32>().ok()?)),
                None => (text, None),
            };
            let address: IpAddr = address.parse().ok()?;
            let width = if address.is_ipv4() { 32 } else { 128 };
            let open = u32::checked_sub(width, length.unwrap_or(width))?;
            let mask = u128::MAX.checked_shl(open).unwrap_or(0);
            Some(Network {
                first: bits(address) & mask,
                mask,
            })
        };
        parsed().ok_or_else(|| NotANetwork(text.to_owned()))
    }
}

/// Names a text that is neither an address nor a network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is neither an IP address nor a network such as 10.0.0.0/8")]
pub struct NotANetwork(String);

/// The address of whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    pub(crate) fn of(parts: &Parts, state: &AppState) -> Self {
        // Without a connection (a request from within the process) nobody is outside.
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| {
                peer.0.ip().to_canonical()
            });
        ClientAddress(state.config().trusted_proxies.client(peer, &parts.headers))
    }
}

impl FromRequestParts<AppState> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(ClientAddress::of(parts, state))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn client(trusted: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let trusted = TrustedProxies::parse(trusted.iter().copied()).unwrap();
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        trusted.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_forwarded_address_counts_only_behind_a_trusted_proxy() {
        let forwarded = ["203.0.113.7"];
        assert_eq!(client(&[], "10.0.0.1", &forwarded), "10.0.0.1");
        assert_eq!(
            client(&["10.0.0.0/8"], "192.0.2.1", &forwarded),
            "192.0.2.1"
        );
        assert_eq!(
            client(&["10.0.0.0/8"], "10.0.0.1", &forwarded),
            "203.0.113.7"
        );
        assert_eq!(client(&["10.0.0.0/8"], "10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn what_the_client_wrote_itself_is_not_believed() {
        let forged = ["198.51.100.1, 203.0.113.7, 10.0.0.2"];
        assert_eq!(client(&["10.0.0.0/8"], "10.0.0.1", &forged), "203.0.113.7");
        let two_headers = ["198.51.100.1", "203.0.113.7"];
        assert_eq!(
            client(&["10.0.0.1"], "10.0.0.1", &two_headers),
            "203.0.113.7"
        );
        let nonsense = ["198.51.100.1, unknown"];
        assert_eq!(client(&["10.0.0.1"], "10.0.0.1", &nonsense), "10.0.0.1");
    }

    #[test]
    fn ports_and_ipv6_are_understood() {
        let trusted = ["fd00::/8", "10.0.0.1"];
        assert_eq!(
            client(&trusted, "fd12::1", &["203.0.113.7:4711"]),
            "203.0.113.7"
        );
        assert_eq!(
            client(&trusted, "fd12::1", &["[2001:db8::7]:443"]),
            "2001:db8::7"
        );
        assert_eq!(
            client(&trusted, "10.0.0.1", &["::ffff:203.0.113.7"]),
            "203.0.113.7"
        );
        assert_eq!(
            client(&["0.0.0.0/0"], "192.0.2.1", &["2001:db8::7"]),
            "2001:db8::7"
        );
    }

    #[test]
    fn a_network_that_cannot_be_one_is_refused() {
        for bad in [
            "",
            "10.0.0.0/33",
            "fd00::/129",
            "10.0.0",
            "10.0.0.0/x",
            "proxy.example",
        ] {
            assert!(TrustedProxies::parse([bad]).is_err(), "{bad}");
        }
    }
}
