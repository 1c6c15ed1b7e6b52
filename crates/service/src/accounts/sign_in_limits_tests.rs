#![allow(clippy::unwrap_used)]

use super::*;

const NOW: Timestamp = Timestamp(1_000_000_000);

fn address(text: &str) -> Option<IpAddr> {
    Some(text.parse().unwrap())
}

fn fail(limits: &SignInLimits, email: &str, from: Option<IpAddr>) -> Result<(), Duration> {
    limits.count(email.to_owned(), from, NOW).map(|_| ())
}

#[test]
fn ten_failures_close_an_e_mail_address_until_the_window_ends() {
    let limits = SignInLimits::default();
    for _ in 0..PER_EMAIL {
        fail(&limits, "a@b.example", address("192.0.2.1")).unwrap();
    }
    let later = NOW + Duration::from_secs(60);
    let elsewhere = address("192.0.2.2");
    let wait = limits
        .count("a@b.example".to_owned(), elsewhere, later)
        .unwrap_err();
    assert_eq!(wait, WINDOW - Duration::from_secs(60));
    assert!(fail(&limits, "other@b.example", elsewhere).is_ok());
    let after = NOW + WINDOW;
    assert!(
        limits
            .count("a@b.example".to_owned(), elsewhere, after)
            .is_ok()
    );
}

#[test]
fn a_right_password_forgives_what_failed_before() {
    let limits = SignInLimits::default();
    for _ in 0..3 {
        for _ in 0..PER_EMAIL - 1 {
            fail(&limits, "a@b.example", None).unwrap();
        }
        limits
            .count("a@b.example".to_owned(), None, NOW)
            .unwrap()
            .succeeded();
    }
}

#[test]
fn attempts_that_were_never_decided_do_not_count() {
    let limits = SignInLimits::default();
    for _ in 0..3 * PER_ADDRESS {
        limits
            .count("a@b.example".to_owned(), address("192.0.2.1"), NOW)
            .unwrap()
            .void();
    }
}

#[test]
fn one_network_cannot_try_one_password_on_everybody() {
    let limits = SignInLimits::default();
    for number in 0..PER_ADDRESS {
        // Any address of the same /64 network is the same subscriber.
        let from = address(&format!("2001:db8::{number:x}"));
        fail(&limits, &format!("{number}@b.example"), from).unwrap();
    }
    let same = address("2001:db8::ffff:ffff");
    assert!(fail(&limits, "new@b.example", same).is_err());
    assert!(fail(&limits, "new@b.example", address("2001:db8:0:1::1")).is_ok());
}

#[test]
fn an_address_that_is_closed_does_not_close_the_e_mail_addresses_it_tries() {
    let limits = SignInLimits::default();
    for number in 0..PER_ADDRESS {
        fail(
            &limits,
            &format!("{number}@b.example"),
            address("192.0.2.1"),
        )
        .unwrap();
    }
    for _ in 0..3 * PER_EMAIL {
        fail(&limits, "victim@b.example", address("192.0.2.1")).unwrap_err();
    }
    assert!(fail(&limits, "victim@b.example", address("192.0.2.2")).is_ok());
}

#[test]
fn an_ipv4_address_is_the_same_in_its_ipv6_form() {
    assert_eq!(
        network("::ffff:192.0.2.1".parse().unwrap()),
        network("192.0.2.1".parse().unwrap())
    );
}

#[test]
fn the_number_of_counters_is_bounded() {
    let limits = SignInLimits::default();
    for number in 0..CAPACITY as u64 + 10 {
        let at = NOW + Duration::from_millis(number);
        limits
            .count(format!("{number}@b.example"), None, at)
            .unwrap();
    }
    assert_eq!(limits.emails.windows().len(), CAPACITY);
}
