//! What holds for every recipe in every language, with everything in the event and with nothing
//! optional in it.

use serde_json::Value;
use winfactor_domain::EventType;
use winfactor_domain::events::sample::Fullness;
use winfactor_flows::recipes::Channel;

use crate::scene::{EVENT_ID, each, run};

/// What no reader may ever see.
const RUBBISH: [&str; 6] = ["undefined", "null", "NaN", "[object Object]", "{{", "}}"];

/// Every text in a value, but for those of the connection.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(members) => {
            let members = members.iter().filter(|(key, _)| *key != "auth");
            members.for_each(|(_, member)| texts(member, found));
        }
        _ => {}
    }
}

#[test]
fn nothing_odd_is_ever_said() {
    for (recipe, locale) in each() {
        for fullness in [Fullness::Full, Fullness::Sparse] {
            let done = run(recipe, locale, fullness);
            let mut said = Vec::new();
            for (_, input) in &done.asked {
                texts(&Value::Object(input.clone()), &mut said);
            }
            for text in said {
                let place = format!("{} {locale:?} {fullness:?}: {text}", recipe.id());
                let rubbish = RUBBISH.iter().find(|rubbish| text.contains(**rubbish));
                assert_eq!(rubbish, None, "{place}");
                let is_empty = |line: &str| line.trim_end().ends_with(':');
                assert!(
                    !text.lines().any(is_empty),
                    "a label without a value: {place}"
                );
                assert!(!text.contains("\n\n\n") && !text.ends_with('\n'), "{place}");
            }
        }
    }
}

#[test]
fn each_does_its_one_thing_once_and_leads_to_the_record() {
    for (recipe, locale) in each() {
        for fullness in [Fullness::Full, Fullness::Sparse] {
            let done = run(recipe, locale, fullness);
            let place = format!("{} {locale:?} {fullness:?}", recipe.id());
            if recipe.channel() == Channel::HubSpot {
                let expected: &[&str] = match recipe.event_type() {
                    EventType::SubmissionCreated | EventType::LeadCreated => {
                        &["create-or-update-contact", "update-contact"]
                    }
                    _ => &["create-or-update-contact", "update-contact", "create-deal"],
                };
                assert_eq!(done.actions(), expected, "{place}");
                continue;
            }
            let mut said = Vec::new();
            texts(&Value::Object(done.only().clone()), &mut said);
            let link = match recipe.event_type() {
                EventType::SubmissionCreated => {
                    "https://app.winfactor.example/submissions/sub_456xyz"
                }
                EventType::LeadCreated => "https://app.winfactor.example/leads",
                _ => "https://app.winfactor.example/quotes/quote_xyz789",
            };
            assert!(said.iter().any(|text| text.contains(link)), "{place}");
            let page = "/q/";
            let leads_to_the_customers_page = said.iter().any(|text| text.contains(page));
            assert!(!leads_to_the_customers_page, "{place}");
            if recipe.channel() == Channel::Sheets {
                assert!(said.iter().any(|text| text == EVENT_ID), "{place}");
            }
        }
    }
}
