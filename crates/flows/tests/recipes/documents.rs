//! What each recipe's document has.

use std::collections::BTreeSet;

use winfactor_domain::{EventType, Locale};
use winfactor_flows::recipes::{Channel, Occasion, Recipe, SettingValues};
use winfactor_flows::{TemplateDocument, validate_with_samples};

use crate::scene::{document, each, filled, flow};
use crate::support::catalog;
use winfactor_domain::events::sample::{Fullness, sample};
use winfactor_flows::pieces::{EventDelivery, TriggerOutput};

#[test]
fn every_event_has_a_recipe_for_every_channel() {
    let has = |occasion, channel| {
        Recipe::all().any(|it| it.occasion() == occasion && it.channel() == channel)
    };
    for event in EventType::ALL {
        for channel in Channel::ALL {
            assert!(has(Occasion::Event(event), channel), "{event} {channel:?}");
        }
    }
    for occasion in [Occasion::Unanswered, Occasion::Unopened] {
        for channel in Channel::ALL {
            let expected = channel.is_read_by_people();
            assert_eq!(has(occasion, channel), expected, "{occasion:?} {channel:?}");
        }
    }
    let ids: BTreeSet<String> = Recipe::all().map(Recipe::id).collect();
    assert_eq!(ids.len(), Recipe::all().count(), "no id stands for two");
    assert_eq!(Recipe::all().next(), Some(Recipe::RECOMMENDED));
    for id in ids {
        assert_eq!(Recipe::find(&id).unwrap().id(), id);
    }
    assert_eq!(Recipe::find("none-to-slack"), None);
}

#[test]
fn each_says_in_its_language_what_it_does_and_what_it_needs() {
    let mut names = BTreeSet::new();
    for (recipe, locale) in each() {
        let document = document(recipe, locale, SettingValues::new());
        let place = format!("{} {locale:?}", recipe.id());
        let text = |key: &str| document.fields[key].as_str().unwrap().to_owned();
        assert_eq!(document.name, recipe.name(locale));
        assert_eq!(document.flows[0].display_name, document.name);
        let (summary, description) = (text("summary"), text("description"));
        assert_eq!(summary, recipe.summary(locale));
        assert!(description.starts_with(&summary), "{place}");
        assert!(
            !description.contains('{') && !summary.contains('{'),
            "{place}"
        );
        for setting in recipe.settings().iter().filter(|it| it.is_required()) {
            let label = setting.label(locale);
            assert!(description.contains(label), "{place}: {label}");
        }
        if recipe.channel() != Channel::Inbox {
            let event = recipe.event_type().name();
            assert!(description.contains(event), "{place}: {event}");
        }
        assert!(names.insert(document.name), "{place}: a name of its own");
    }
}

#[test]
fn the_headers_of_a_sheet_are_told_in_the_order_of_its_columns() {
    let recipe = crate::scene::recipe("lead-to-sheets");
    let description = recipe.description(Locale::En);
    let headers = "Date, Event, Quote, Customer, Company, E-mail, Phone, Amount, Currency, \
                   Details, Link, Event ID";
    assert!(description.contains(headers), "{description}");
}

#[test]
fn filled_in_there_is_nothing_wrong_with_it() {
    for (recipe, locale) in each() {
        let flow = flow(recipe, locale);
        let body = sample(recipe.event_type(), locale, Fullness::Sparse).render();
        let headers = [("x-winfactor-delivery", "evt_1")];
        let delivery = EventDelivery {
            headers: &headers,
            raw_body: &body,
        };
        let trigger = TriggerOutput::WebhookRequest.of(delivery).unwrap();
        let mut problems = validate_with_samples(&flow, &catalog(), &[trigger]);
        let connections: BTreeSet<String> = problems
            .iter()
            .filter_map(|problem| problem.connection().map(str::to_owned))
            .collect();
        problems.retain(|problem| problem.connection().is_none());
        assert_eq!(problems, [], "{} {locale:?}", recipe.id());
        let expected = match recipe.channel() {
            Channel::Inbox => None,
            Channel::Slack => Some("slack"),
            Channel::Teams => Some("teams"),
            Channel::Email => Some("smtp"),
            Channel::Sheets => Some("google-sheets"),
            Channel::HubSpot => Some("hubspot"),
        };
        let expected: BTreeSet<String> = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(connections, expected, "{}", recipe.id());
        assert_eq!(flow.fields["valid"], true, "{}", recipe.id());
    }
}

#[test]
fn a_document_is_read_as_it_is_written() {
    for (recipe, locale) in each() {
        let written = document(recipe, locale, filled(recipe));
        let read = TemplateDocument::parse(&written.to_json()).unwrap();
        assert_eq!(read, written, "{} {locale:?}", recipe.id());
        let mut complete = written.clone();
        complete.complete(0);
        assert_eq!(complete, written, "{}: nothing is lacking", recipe.id());
    }
}

/// Lists of ids and keys go stale unless somebody compares them.
#[test]
fn the_documentation_names_every_occasion_channel_and_setting() {
    let documentation = include_str!("../../../../docs/flows/recipes.md");
    let names = |name: &str| documentation.contains(&format!("`{name}`"));
    for recipe in Recipe::all() {
        let id = recipe.id();
        let (occasion, channel) = id.split_once("-to-").unwrap();
        assert!(names(occasion) && names(channel), "{id}");
        for setting in recipe.settings() {
            assert!(names(setting.key.name()), "{}", setting.key.name());
            let default = setting.default.filter(|it| *it != "3");
            assert!(default.is_none_or(names), "{default:?}");
        }
    }
}
