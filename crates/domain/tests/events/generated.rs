//! The files that receivers and documentation read.

use std::collections::BTreeMap;

use serde::Serialize;
use winfactor_domain::{
    EventType,
    events::{json_schema, sample},
};
use winfactor_testkit::golden;

fn files<T: Serialize>(
    name: impl Fn(EventType) -> String,
    content: impl Fn(EventType) -> T,
) -> BTreeMap<String, String> {
    let file = |event_type| {
        let text = serde_json::to_string_pretty(&content(event_type)).unwrap();
        (name(event_type), format!("{text}\n"))
    };
    EventType::ALL.into_iter().map(file).collect()
}

#[test]
fn generated_event_schemas_are_current() {
    let schemas = files(|event_type| format!("{event_type}/v1.json"), json_schema);
    golden::assert_directory("schemas/events", &schemas);
}

#[test]
fn generated_event_fixtures_are_current() {
    let fixtures = files(|event_type| format!("{event_type}.json"), sample::canonical);
    golden::assert_directory("fixtures/events", &fixtures);
}
