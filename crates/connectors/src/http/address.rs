//! What kind of address an IP address is: public, special, or a cloud's metadata service.
//!
//! The standard library's `is_global` is unstable, so the table is our own. It follows the IANA
//! special-purpose address registries (RFC 6890 and its updates), read strictly: what the
//! registries do not call globally reachable is special. For IPv6 that means everything outside
//! `2000::/3`, the only space from which public addresses are given out.
//!
//! An IPv6 address can carry an IPv4 address that a gateway or the kernel dials in its place.
//! Where such forms have an honest use (IPv4-mapped, NAT64) the embedded address decides; where
//! they have none any more (IPv4-compatible, 6to4) the form itself is special. In all four a
//! metadata address inside counts as that metadata address.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address may be dialled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressClass {
    /// Reachable for anybody on the internet.
    Public,
    /// Reaches this machine, its network, or nothing at all: only with an allowance.
    Special(SpecialRange),
    /// Hands out a cloud machine's credentials, or steers it: never.
    Metadata,
}

/// The special-purpose ranges, as far as a reader gains from telling them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpecialRange {
    Unspecified,
    Loopback,
    Private,
    CarrierShared,
    LinkLocal,
    UniqueLocal,
    SiteLocal,
    ProtocolAssignment,
    Benchmarking,
    Documentation,
    Discard,
    Multicast,
    Broadcast,
    Ipv4Compatible,
    LocalNat64,
    SixToFour,
    Teredo,
    Reserved,
}

impl fmt::Display for SpecialRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unspecified => "an unspecified address",
            Self::Loopback => "this machine itself (loopback)",
            Self::Private => "a private network",
            Self::CarrierShared => "a provider's shared internal network",
            Self::LinkLocal => "a link-local address",
            Self::UniqueLocal => "a private IPv6 network (unique local)",
            Self::SiteLocal => "a private IPv6 network (site-local)",
            Self::ProtocolAssignment => "a range kept for protocols",
            Self::Benchmarking => "a range for benchmarks",
            Self::Documentation => "a range for documentation",
            Self::Discard => "a range whose traffic is discarded",
            Self::Multicast => "a multicast address",
            Self::Broadcast => "the broadcast address",
            Self::Ipv4Compatible => "an IPv4-compatible IPv6 address",
            Self::LocalNat64 => "a network's own NAT64 range",
            Self::SixToFour => "a 6to4 address",
            Self::Teredo => "a Teredo address",
            Self::Reserved => "a reserved range",
        })
    }
}

use SpecialRange as R;

/// First match wins.
const SPECIAL_V4: &[([u8; 4], u8, SpecialRange)] = &[
    ([0, 0, 0, 0], 8, R::Unspecified),
    ([10, 0, 0, 0], 8, R::Private),
    ([100, 64, 0, 0], 10, R::CarrierShared),
    ([127, 0, 0, 0], 8, R::Loopback),
    ([169, 254, 0, 0], 16, R::LinkLocal),
    ([172, 16, 0, 0], 12, R::Private),
    ([192, 0, 0, 0], 24, R::ProtocolAssignment),
    ([192, 0, 2, 0], 24, R::Documentation),
    // The anycast address of 6to4 relays, deprecated by RFC 7526.
    ([192, 88, 99, 0], 24, R::SixToFour),
    ([192, 168, 0, 0], 16, R::Private),
    ([198, 18, 0, 0], 15, R::Benchmarking),
    ([198, 51, 100, 0], 24, R::Documentation),
    ([203, 0, 113, 0], 24, R::Documentation),
    ([224, 0, 0, 0], 4, R::Multicast),
    ([255, 255, 255, 255], 32, R::Broadcast),
    ([240, 0, 0, 0], 4, R::Reserved),
];

/// First match wins; IPv4-mapped and NAT64 addresses never get here.
const SPECIAL_V6: &[(Ipv6Addr, u8, SpecialRange)] = &[
    (Ipv6Addr::UNSPECIFIED, 128, R::Unspecified),
    (Ipv6Addr::LOCALHOST, 128, R::Loopback),
    (v6(0, 0, 0, 0), 96, R::Ipv4Compatible),
    (v6(0x64, 0xff9b, 1, 0), 48, R::LocalNat64),
    (v6(0x100, 0, 0, 0), 64, R::Discard),
    (v6(0x2001, 0, 0, 0), 32, R::Teredo),
    (v6(0x2001, 2, 0, 0), 48, R::Benchmarking),
    (v6(0x2001, 0xdb8, 0, 0), 32, R::Documentation),
    (v6(0x2001, 0, 0, 0), 23, R::ProtocolAssignment),
    (v6(0x2002, 0, 0, 0), 16, R::SixToFour),
    (v6(0x3fff, 0, 0, 0), 20, R::Documentation),
    (v6(0xfc00, 0, 0, 0), 7, R::UniqueLocal),
    (v6(0xfe80, 0, 0, 0), 10, R::LinkLocal),
    (v6(0xfec0, 0, 0, 0), 10, R::SiteLocal),
    (v6(0xff00, 0, 0, 0), 8, R::Multicast),
];

/// The services that clouds offer to their machines, by the vendors' documentation.
const METADATA_V4: &[([u8; 4], u8)] = &[
    // Nearly every cloud (169.254.169.254), and AWS's other link-local services beside it.
    ([169, 254, 169, 0], 24),
    // AWS: credentials of ECS tasks (.2) and EKS pods (.23).
    ([169, 254, 170, 0], 24),
    // Tencent Cloud.
    ([169, 254, 0, 23], 32),
    // Scaleway.
    ([169, 254, 42, 42], 32),
    // Alibaba Cloud.
    ([100, 100, 100, 200], 32),
    // Oracle Cloud, first generation.
    ([192, 0, 0, 192], 32),
    // Azure's host agent: a public address that only the machine's own host answers.
    ([168, 63, 129, 16], 32),
];

const METADATA_V6: &[(Ipv6Addr, u8)] = &[
    // AWS: instance metadata (::254), pod identity (::23), and their neighbours.
    (v6(0xfd00, 0xec2, 0, 0), 32),
    // Google Cloud.
    (Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254), 128),
    // Scaleway.
    (Ipv6Addr::new(0xfd00, 0x42, 0, 0, 0, 0, 0, 0x42), 128),
    // OpenStack: 169.254.169.254 as an interface id.
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0xa9fe, 0xa9fe), 128),
];

/// Names that clouds resolve to their metadata service, refused before they are looked up.
const METADATA_NAMES: &[&str] = &[
    "metadata.google.internal",
    "metadata.goog",
    "instance-data",
    "instance-data.ec2.internal",
];

const fn v6(a: u16, b: u16, c: u16, d: u16) -> Ipv6Addr {
    Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0)
}

/// Classifies one address. Pure: no look-up, no network.
#[must_use]
pub fn classify(address: IpAddr) -> AddressClass {
    match address {
        IpAddr::V4(v4) => classify_v4(v4),
        IpAddr::V6(v6) => classify_v6(v6),
    }
}

/// Whether a host name (lower case, no trailing dot) is a metadata service's by convention.
pub(super) fn is_metadata_name(name: &str) -> bool {
    METADATA_NAMES.contains(&name)
}

fn classify_v4(address: Ipv4Addr) -> AddressClass {
    let within = |net: &[u8; 4], prefix| {
        in_prefix(
            u32::from(address).into(),
            u32::from_be_bytes(*net).into(),
            prefix,
            32,
        )
    };
    if METADATA_V4.iter().any(|(net, prefix)| within(net, *prefix)) {
        return AddressClass::Metadata;
    }
    match SPECIAL_V4
        .iter()
        .find(|(net, prefix, _)| within(net, *prefix))
    {
        Some((_, _, range)) => AddressClass::Special(*range),
        None => AddressClass::Public,
    }
}

fn classify_v6(address: Ipv6Addr) -> AddressClass {
    let within = |net: &Ipv6Addr, prefix| in_prefix(address.to_bits(), net.to_bits(), prefix, 128);
    if METADATA_V6.iter().any(|(net, prefix)| within(net, *prefix)) {
        return AddressClass::Metadata;
    }
    let segments = address.segments();
    let low = v4_of(segments[6], segments[7]);
    match segments {
        // IPv4-mapped, and the well-known NAT64 prefix of RFC 6052.
        [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => return classify_v4(low),
        [0, 0, 0, 0, 0, 0, ..] if classify_v4(low) == AddressClass::Metadata => {
            return AddressClass::Metadata;
        }
        [0x2002, high, next, ..] if classify_v4(v4_of(high, next)) == AddressClass::Metadata => {
            return AddressClass::Metadata;
        }
        _ => {}
    }
    if let Some((_, _, range)) = SPECIAL_V6
        .iter()
        .find(|(net, prefix, _)| within(net, *prefix))
    {
        return AddressClass::Special(*range);
    }
    if within(&v6(0x2000, 0, 0, 0), 3) {
        AddressClass::Public
    } else {
        AddressClass::Special(R::Reserved)
    }
}

fn v4_of(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))
}

fn in_prefix(address: u128, net: u128, prefix: u8, bits: u8) -> bool {
    let ignored = bits - prefix;
    // A shift by all 128 bits would overflow; no table has a prefix of 0.
    address >> ignored == net >> ignored
}

#[cfg(test)]
#[path = "address_tests.rs"]
mod tests;
