//! A schema takes what we send, and nothing that breaks the contract in a single place.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Value, json};
use winfactor_domain::{
    EventType, Locale,
    events::{json_schema, sample, sample::Fullness},
};

use crate::{
    json::{pointers, with, with_more, without},
    samples::{all, body},
};

/// What can be null, wherever it occurs.
const NULLABLE: [&str; 8] = [
    "/organization/phone",
    "/organization/logoUrl",
    "/data/customer/phone",
    "/data/customer/companyName",
    "/data/creation/createdByName",
    "/data/rejection/rejectedByName",
    "/data/rejection/reason",
    "/data/contact/phone",
];

/// The parts of this body that can be null.
pub(crate) fn nullable(body: &Value) -> BTreeSet<String> {
    let present = NULLABLE.into_iter().filter(|p| body.pointer(p).is_some());
    present.map(str::to_owned).collect()
}

fn validator(event_type: EventType) -> Validator {
    let schema = serde_json::to_value(json_schema(event_type)).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "{event_type}");
    jsonschema::validator_for(&schema).unwrap()
}

fn full(event_type: EventType) -> Value {
    body(event_type, Locale::En, Fullness::Full)
}

#[test]
fn a_schema_takes_every_sample_and_the_canonical_example() {
    for (event_type, locale, fullness) in all() {
        let body = body(event_type, locale, fullness);
        let validator = validator(event_type);
        let errors = validator.iter_errors(&body).map(|error| error.to_string());
        let errors: Vec<_> = errors.collect();
        assert!(
            errors.is_empty(),
            "{event_type} {locale} {fullness:?}: {errors:?}"
        );
    }
    for event_type in EventType::ALL {
        let body = serde_json::from_str(&sample::canonical(event_type).render()).unwrap();
        assert!(validator(event_type).is_valid(&body), "{event_type}");
    }
}

#[test]
fn a_schema_asks_for_every_key_but_the_customers_locale() {
    for event_type in EventType::ALL {
        let (validator, body) = (validator(event_type), full(event_type));
        for pointer in pointers(&body) {
            if pointer.ends_with("/0") {
                continue;
            }
            let optional = pointer == "/customerLocale";
            let valid = validator.is_valid(&without(&body, &pointer));
            assert_eq!(valid, optional, "{event_type} without {pointer}");
        }
    }
}

#[test]
fn a_schema_refuses_an_unknown_key_anywhere() {
    for event_type in EventType::ALL {
        let (validator, body) = (validator(event_type), full(event_type));
        let objects = pointers(&body).into_iter().chain([String::new()]);
        for object in objects.filter(|p| body.pointer(p).unwrap().is_object()) {
            let more = with_more(&body, &object, "surprise", json!("!"));
            assert!(!validator.is_valid(&more), "{event_type} {object}");
        }
    }
}

#[test]
fn a_schema_allows_null_only_where_something_can_be_missing() {
    for event_type in EventType::ALL {
        let (validator, body) = (validator(event_type), full(event_type));
        let nullable = nullable(&body);
        for pointer in pointers(&body) {
            let valid = validator.is_valid(&with(&body, &pointer, Value::Null));
            assert_eq!(valid, nullable.contains(&pointer), "{event_type} {pointer}");
        }
    }
}

#[test]
fn a_schema_refuses_values_of_another_type() {
    for event_type in EventType::ALL {
        let (validator, body) = (validator(event_type), full(event_type));
        for pointer in pointers(&body) {
            let other = match body.pointer(&pointer).unwrap() {
                Value::String(_) => json!(1),
                Value::Number(number) => json!(number.to_string()),
                _ => json!("text"),
            };
            let wrong = with(&body, &pointer, other);
            assert!(!validator.is_valid(&wrong), "{event_type} {pointer}");
        }
    }
}

#[test]
fn a_schema_takes_whole_numbers_from_zero_and_money_alone_in_fractions() {
    for event_type in EventType::ALL {
        let (validator, body) = (validator(event_type), full(event_type));
        let numbers = pointers(&body)
            .into_iter()
            .filter(|pointer| body.pointer(pointer).unwrap().is_number());
        for pointer in numbers {
            let is_money = pointer == "/data/quote/total";
            for number in [json!(2400.5), json!(-1)] {
                let valid = validator.is_valid(&with(&body, &pointer, number.clone()));
                assert_eq!(valid, is_money, "{event_type} {pointer} {number}");
            }
        }
    }
}

#[test]
fn a_schema_belongs_to_one_event_type_and_one_version() {
    for event_type in EventType::ALL {
        let (validator, body) = (validator(event_type), full(event_type));
        for other in EventType::ALL.into_iter().filter(|e| *e != event_type) {
            let renamed = with(&body, "/eventType", json!(other.name()));
            assert!(!validator.is_valid(&renamed), "{event_type} as {other}");
            assert!(
                !validator.is_valid(&full(other)),
                "{event_type} and {other}"
            );
        }
        assert!(!validator.is_valid(&with(&body, "/version", json!("1.1"))));
    }
}

#[test]
fn a_schema_knows_the_three_languages() {
    for event_type in EventType::ALL {
        let (validator, body) = (validator(event_type), full(event_type));
        for pointer in ["/orgLocale", "/customerLocale"] {
            for (locale, known) in [("en", true), ("de", true), ("nl", true), ("fr", false)] {
                let valid = validator.is_valid(&with(&body, pointer, json!(locale)));
                assert_eq!(valid, known, "{event_type} {pointer} {locale}");
            }
        }
    }
}

#[test]
fn a_schema_takes_the_mark_of_a_test_only_when_it_is_true() {
    for event_type in EventType::ALL {
        let (validator, body) = (validator(event_type), full(event_type));
        let marked = |mark: Value| with_more(&body, "", "test", mark);
        assert!(validator.is_valid(&marked(json!(true))), "{event_type}");
        for mark in [json!(false), json!(null), json!("true")] {
            assert!(!validator.is_valid(&marked(mark)), "{event_type}");
        }
    }
}

#[test]
fn a_schema_uses_no_format_that_a_strict_validator_would_not_know() {
    for event_type in EventType::ALL {
        let schema = serde_json::to_value(json_schema(event_type)).unwrap();
        let pointers = pointers(&schema);
        let formats: Vec<_> = pointers.iter().filter(|p| p.ends_with("/format")).collect();
        assert!(formats.is_empty(), "{event_type}: {formats:?}");
    }
}
