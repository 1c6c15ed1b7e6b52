#![allow(clippy::unwrap_used)]

use super::{AddressClass, SpecialRange as R, classify};

fn class(text: &str) -> AddressClass {
    classify(
        text.parse()
            .unwrap_or_else(|_| panic!("{text} is no address")),
    )
}

#[test]
fn special_ranges_are_recognised_from_their_first_to_their_last_address() {
    for (first, last, range) in [
        ("0.0.0.0", "0.255.255.255", R::Unspecified),
        ("10.0.0.0", "10.255.255.255", R::Private),
        ("100.64.0.0", "100.127.255.255", R::CarrierShared),
        ("127.0.0.0", "127.255.255.255", R::Loopback),
        ("169.254.0.0", "169.254.255.255", R::LinkLocal),
        ("172.16.0.0", "172.31.255.255", R::Private),
        ("192.0.0.0", "192.0.0.255", R::ProtocolAssignment),
        ("192.0.2.0", "192.0.2.255", R::Documentation),
        ("192.88.99.0", "192.88.99.255", R::SixToFour),
        ("192.168.0.0", "192.168.255.255", R::Private),
        ("198.18.0.0", "198.19.255.255", R::Benchmarking),
        ("198.51.100.0", "198.51.100.255", R::Documentation),
        ("203.0.113.0", "203.0.113.255", R::Documentation),
        ("224.0.0.0", "239.255.255.255", R::Multicast),
        ("240.0.0.0", "255.255.255.254", R::Reserved),
        ("255.255.255.255", "255.255.255.255", R::Broadcast),
        ("::", "::", R::Unspecified),
        ("::1", "::1", R::Loopback),
        ("::2", "::ffff:ffff", R::Ipv4Compatible),
        (
            "64:ff9b:1::",
            "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
            R::LocalNat64,
        ),
        ("100::", "100::ffff:ffff:ffff:ffff", R::Discard),
        ("2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", R::Teredo),
        (
            "2001:1::",
            "2001:1:ffff:ffff:ffff:ffff:ffff:ffff",
            R::ProtocolAssignment,
        ),
        (
            "2001:2::",
            "2001:2:0:ffff:ffff:ffff:ffff:ffff",
            R::Benchmarking,
        ),
        (
            "2001:10::",
            "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
            R::ProtocolAssignment,
        ),
        (
            "2001:db8::",
            "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
            R::Documentation,
        ),
        (
            "2002::",
            "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            R::SixToFour,
        ),
        (
            "3fff::",
            "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
            R::Documentation,
        ),
        (
            "fc00::",
            "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            R::UniqueLocal,
        ),
        (
            "fe80::",
            "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            R::LinkLocal,
        ),
        (
            "fec0::",
            "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            R::SiteLocal,
        ),
        (
            "ff00::",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            R::Multicast,
        ),
        (
            "4000::",
            "5fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            R::Reserved,
        ),
    ] {
        assert_eq!(class(first), AddressClass::Special(range), "{first}");
        assert_eq!(class(last), AddressClass::Special(range), "{last}");
    }
}

#[test]
fn neighbours_of_special_ranges_are_public() {
    for text in [
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.3.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.112.255",
        "223.255.255.255",
        "168.63.129.15",
        "2000::1",
        "2001:200::1",
        "2001:db7::1",
        "2001:db9::1",
        "2003::1",
        "2606:4700::1111",
        "3ffe::1",
        "3fff:1000::1",
    ] {
        assert_eq!(class(text), AddressClass::Public, "{text}");
    }
}

#[test]
fn metadata_services_are_recognised_in_every_dress() {
    for text in [
        "169.254.169.254",
        "169.254.169.253",
        "169.254.170.2",
        "169.254.170.23",
        "169.254.0.23",
        "169.254.42.42",
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
        "fd00:42::42",
        "fe80::a9fe:a9fe",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::169.254.169.254",
        "2002:a9fe:a9fe::1",
    ] {
        assert_eq!(class(text), AddressClass::Metadata, "{text}");
    }
}

#[test]
fn an_embedded_ipv4_address_decides_for_mapped_and_nat64_addresses() {
    for (text, expected) in [
        ("::ffff:127.0.0.1", AddressClass::Special(R::Loopback)),
        ("::ffff:10.1.2.3", AddressClass::Special(R::Private)),
        ("::ffff:0.0.0.0", AddressClass::Special(R::Unspecified)),
        ("::ffff:8.8.8.8", AddressClass::Public),
        ("64:ff9b::127.0.0.1", AddressClass::Special(R::Loopback)),
        ("64:ff9b::192.168.1.1", AddressClass::Special(R::Private)),
        ("64:ff9b::8.8.8.8", AddressClass::Public),
        // Beside the well-known prefix there is nothing public.
        ("64:ff9b:0:1::808:808", AddressClass::Special(R::Reserved)),
        ("64:ff9b:1::8.8.8.8", AddressClass::Special(R::LocalNat64)),
        // Forms without an honest use are special whatever they carry.
        ("::8.8.8.8", AddressClass::Special(R::Ipv4Compatible)),
        ("2002:808:808::1", AddressClass::Special(R::SixToFour)),
        ("2002:7f00:1::1", AddressClass::Special(R::SixToFour)),
        ("2001:0:808:808::1", AddressClass::Special(R::Teredo)),
    ] {
        assert_eq!(class(text), expected, "{text}");
    }
}
