//! Each of the nine event types has all that belongs to one.

use std::collections::BTreeSet;

use serde_json::Value;
use winfactor_domain::{EventType, events::sample};
use winfactor_testkit::golden;

#[test]
fn the_list_of_types_is_complete() {
    let schema = serde_json::to_value(schemars::schema_for!(EventType)).unwrap();
    let known = schema["enum"].as_array().unwrap();
    let listed = EventType::ALL.map(|event_type| Value::from(event_type.name()));
    assert_eq!(*known, listed);
    assert_eq!(BTreeSet::from(EventType::ALL).len(), 9);
}

#[test]
fn a_name_is_the_same_in_text_and_json() {
    for event_type in EventType::ALL {
        let name = event_type.name();
        assert_eq!(name.parse::<EventType>().unwrap(), event_type);
        assert_eq!(event_type.to_string(), name);
        let json = serde_json::to_value(event_type).unwrap();
        assert_eq!(json, name);
        assert_eq!(
            serde_json::from_value::<EventType>(json).unwrap(),
            event_type
        );
    }
}

#[test]
fn an_unknown_name_is_answered_with_the_known_ones() {
    let error = "quote.deleted"
        .parse::<EventType>()
        .unwrap_err()
        .to_string();
    assert!(error.contains("\"quote.deleted\""), "{error}");
    for event_type in EventType::ALL {
        assert!(error.contains(event_type.name()), "{error}");
    }
}

#[test]
fn each_type_is_described_in_words_of_its_own() {
    let descriptions = EventType::ALL.map(EventType::description);
    assert_eq!(BTreeSet::from(descriptions).len(), EventType::ALL.len());
    for description in descriptions {
        assert!(description.len() > 20, "{description}");
        assert!(description.ends_with('.'), "{description}");
    }
}

#[test]
fn each_type_has_its_schema_fixture_and_contract_example() {
    let root = golden::root();
    for event_type in EventType::ALL {
        for path in [
            format!("schemas/events/{event_type}/v1.json"),
            format!("fixtures/events/{event_type}.json"),
            format!("crates/domain/tests/contract/{event_type}.json"),
        ] {
            assert!(root.join(&path).is_file(), "{path}");
        }
        let schema = root.join(format!("schemas/events/{event_type}/v1.json"));
        let schema: Value = serde_json::from_slice(&std::fs::read(schema).unwrap()).unwrap();
        assert_eq!(schema["title"], event_type.name());
        assert_eq!(schema["description"], event_type.description());
    }
}

#[test]
fn each_type_has_a_sample_of_itself() {
    for event_type in EventType::ALL {
        let envelope = sample::canonical(event_type);
        assert_eq!(envelope.event_type, event_type);
        assert_eq!(envelope.data.event_type(), event_type);
    }
}
