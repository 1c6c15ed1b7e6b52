//! What is filled in, and what is said of what is not or cannot be.

use serde_json::{Value, json};
use winfactor_domain::Locale;
use winfactor_flows::recipes::{RecipeWishes, SettingRefusal, SettingValues};
use winfactor_flows::validate;

use crate::scene::{document, filled, recipe};
use crate::support::catalog;

/// Keys and values.
type Given<'a> = &'a [(&'a str, &'a str)];

fn values(pairs: Given<'_>) -> SettingValues {
    let pairs = pairs.iter();
    pairs
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

/// Every step by its name.
fn step<'a>(flow: &'a Value, name: &str) -> &'a Value {
    fn find<'a>(step: &'a Value, name: &str) -> Option<&'a Value> {
        if step["name"] == name {
            return Some(step);
        }
        let children = step["children"].as_array().into_iter().flatten();
        let next = step.get("nextAction").into_iter();
        children.chain(next).find_map(|step| find(step, name))
    }
    find(&flow["trigger"], name).unwrap()
}

#[test]
fn what_is_missing_is_named_with_its_step() {
    let table: [(&str, &[&str]); 7] = [
        ("submission-to-inbox", &[]),
        (
            "quote-accepted-to-slack",
            &["step 4, Slack: Channel is missing"],
        ),
        (
            "lead-to-teams",
            &[
                "step 3, Teams: Team ID is missing",
                "step 3, Teams: Channel ID is missing",
            ],
        ),
        (
            "quote-rejected-to-email",
            &[
                "step 4, E-mail: From Email is missing",
                "step 4, E-mail: To is missing",
            ],
        ),
        (
            "submission-to-sheets",
            &[
                "step 3, Google Sheets: Spreadsheet is missing",
                "step 3, Google Sheets: Sheet is missing",
            ],
        ),
        (
            "quote-sent-to-hubspot",
            &[
                "step 4, HubSpot: deal: Deal Pipeline is missing",
                "step 4, HubSpot: deal: Deal Stage is missing",
            ],
        ),
        ("lead-to-hubspot", &[]),
    ];
    for (id, expected) in table {
        let document = document(recipe(id), Locale::En, SettingValues::new());
        let problems = validate(&document.flows[0], &catalog());
        let problems = problems.iter().filter(|it| it.connection().is_none());
        let told: Vec<String> = problems.map(ToString::to_string).collect();
        assert_eq!(told, expected, "{id}");
        assert_eq!(
            document.flows[0].fields["valid"],
            expected.is_empty(),
            "{id}"
        );
    }
}

#[test]
fn what_is_filled_in_stands_in_its_step() {
    let slack = [("channel", " C0AB "), ("connection", "sales-slack")];
    let unanswered = [("channel", "C1"), ("days", "7")];
    let sheet = "https://docs.google.com/spreadsheets/d/1AbC_d-9/edit?gid=12#gid=12";
    let mail = [
        ("to", "a@x.example , b@x.example"),
        ("from", "desk@x.example"),
    ];
    let table: [(&str, Given<'_>, &str, &str, Value); 8] = [
        ("lead-to-slack", &slack, "tell", "channel", json!("C0AB")),
        (
            "lead-to-slack",
            &slack,
            "tell",
            "auth",
            json!("{{connections['sales-slack']}}"),
        ),
        (
            "lead-to-slack",
            &[("channel", " ")],
            "tell",
            "auth",
            json!("{{connections['slack']}}"),
        ),
        (
            "quote-unanswered-to-slack",
            &unanswered,
            "wait",
            "delayFor",
            json!(7),
        ),
        (
            "quote-unanswered-to-slack",
            &[],
            "wait",
            "delayFor",
            json!(3),
        ),
        (
            "lead-to-email",
            &mail,
            "tell",
            "to",
            json!(["a@x.example", "b@x.example"]),
        ),
        (
            "lead-to-sheets",
            &[("spreadsheetId", sheet), ("sheetId", "12")],
            "tell",
            "spreadsheetId",
            json!("1AbC_d-9"),
        ),
        (
            "quote-unopened-to-inbox",
            &[("winfactorConnection", "main")],
            "quote",
            "auth",
            json!("{{connections['main']}}"),
        ),
    ];
    for (id, given, name, input, expected) in table {
        let document = document(recipe(id), Locale::En, values(given)).to_value();
        let step = step(&document["flows"][0], name);
        assert_eq!(step["settings"]["input"][input], expected, "{id} {input}");
    }
}

#[test]
fn what_cannot_be_taken_is_refused_with_its_key() {
    let address = |address: &str| SettingRefusal::Address {
        address: address.to_owned(),
    };
    let days = SettingRefusal::Days { most: 29 };
    let long = "C".repeat(501);
    let table = [
        (
            "lead-to-slack",
            "channel",
            &*long,
            SettingRefusal::TooLong { longest: 500 },
        ),
        (
            "lead-to-slack",
            "channel",
            "C1\nC2",
            SettingRefusal::LineBreak,
        ),
        (
            "lead-to-slack",
            "channel",
            "{{trigger.body.x}}",
            SettingRefusal::Placeholder,
        ),
        (
            "lead-to-slack",
            "connection",
            "a'b",
            SettingRefusal::Connection,
        ),
        (
            "lead-to-email",
            "to",
            "a@x.example, sales",
            address("sales"),
        ),
        (
            "lead-to-email",
            "to",
            "{{trigger.body.data.contact.email}}",
            SettingRefusal::Placeholder,
        ),
        (
            "lead-to-email",
            "from",
            "Desk <d@x.example>",
            address("Desk <d@x.example>"),
        ),
        ("lead-to-sheets", "sheetId", "Sheet1", SettingRefusal::Sheet),
        ("quote-unopened-to-inbox", "days", "0", days.clone()),
        ("quote-unopened-to-inbox", "days", "30", days.clone()),
        ("quote-unopened-to-inbox", "days", "2.5", days),
        (
            "lead-to-slack",
            "chanel",
            "C1",
            SettingRefusal::Unknown {
                known: "channel, connection".to_owned(),
            },
        ),
    ];
    for (id, key, value, refusal) in table {
        let wishes = RecipeWishes {
            settings: values(&[(key, value)]),
            ..RecipeWishes::in_language(Locale::En)
        };
        let errors = recipe(id).template(&wishes).unwrap_err();
        assert_eq!(errors.len(), 1, "{id} {key}");
        assert_eq!((&*errors[0].key, &errors[0].refusal), (key, &refusal));
    }
}

#[test]
fn every_setting_is_explained_in_every_language() {
    for (recipe, locale) in crate::scene::each() {
        for setting in recipe.settings() {
            let place = format!("{} {}", recipe.id(), setting.key.name());
            assert!(!setting.label(locale).is_empty(), "{place}");
            assert!(setting.help(locale).ends_with('.'), "{place}");
        }
        let order: Vec<bool> = recipe
            .settings()
            .iter()
            .map(|it| it.is_required())
            .collect();
        assert!(
            order.is_sorted_by(|a, b| a >= b),
            "what must be filled in stands first"
        );
    }
    assert_eq!(filled(recipe("quote-sent-to-hubspot")).len(), 2);
}
