//! The canonical examples are the contract's own.

use std::fs;

use serde_json::Value;
use winfactor_domain::{
    EventType,
    events::{CONTRACT_VERSION, sample},
};

use crate::json::pointers;

fn contract(event_type: EventType) -> Value {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contract");
    let text = fs::read_to_string(format!("{directory}/{event_type}.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn canonical(event_type: EventType) -> Value {
    serde_json::from_str(&sample::canonical(event_type).render()).unwrap()
}

#[test]
fn each_canonical_example_says_what_the_contract_says() {
    for event_type in EventType::ALL {
        assert_eq!(canonical(event_type), contract(event_type), "{event_type}");
    }
}

#[test]
fn keys_come_in_the_order_of_the_contract_at_every_level() {
    for event_type in EventType::ALL {
        let (ours, contracts) = (canonical(event_type), contract(event_type));
        assert_eq!(pointers(&ours), pointers(&contracts), "{event_type}");
    }
}

#[test]
fn the_envelope_has_exactly_the_keys_of_the_contract() {
    let expected = [
        "version",
        "eventType",
        "timestamp",
        "orgLocale",
        "customerLocale",
        "organization",
        "data",
    ];
    for event_type in EventType::ALL {
        let body = canonical(event_type);
        let keys: Vec<_> = body.as_object().unwrap().keys().collect();
        assert_eq!(keys, expected, "{event_type}");
        assert_eq!(body["version"], CONTRACT_VERSION);
        assert_eq!(body["eventType"], event_type.name());
    }
}

#[test]
fn a_body_is_compact_and_its_total_keeps_the_cents() {
    for event_type in EventType::ALL {
        let body = sample::canonical(event_type).render();
        let has_total = event_type.name().starts_with("quote.");
        assert_eq!(body.contains(r#""total":1250.00,"#), has_total, "{body}");
        // JSON made of parsed JSON writes no blanks; it writes the number by its value, though.
        let parsed: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(body.replace("1250.00", "1250.0"), parsed.to_string());
    }
}

#[test]
fn a_body_without_a_customer_has_no_customer_locale() {
    let mut envelope = sample::canonical(EventType::LeadCreated);
    envelope.customer_locale = None;
    let body = envelope.render();
    assert!(!body.contains("customerLocale"), "{body}");
    assert!(
        body.contains(r#""orgLocale":"nl","organization":{"#),
        "{body}"
    );
}

#[test]
fn a_test_delivery_says_so_in_its_last_key() {
    for event_type in EventType::ALL {
        let plain = sample::canonical(event_type).render();
        let marked = sample::canonical(event_type).as_test().render();
        let expected = format!(r#"{},"test":true}}"#, plain.strip_suffix('}').unwrap());
        assert_eq!(marked, expected);
    }
}
