//! How each channel is given its message or its record.

use serde_json::{Value, json};
use winfactor_domain::events::sample::Fullness;
use winfactor_domain::{EventType, Locale, UnitSystem};
use winfactor_flows::recipes::RecipeWishes;

use crate::scene::{EVENT_ID, event, filled, recipe, run, run_with};

#[test]
fn teams_gets_html() {
    let done = run(
        recipe("quote-rejected-to-teams"),
        Locale::En,
        Fullness::Sparse,
    );
    let input = done.only();
    assert_eq!(input["contentType"], "html");
    assert_eq!(input["channelId"], "19:sales@thread.tacv2");
    assert_eq!(
        input["content"],
        "<p><b>Quote Q-2026-0042 declined</b></p>\
         <p>Customer: John Smith<br>Total: €1,250.00<br>\
         E-mail: john.smith&#64;example.com</p>\
         <p><a href=\"https://app.winfactor.example/quotes/quote_xyz789\">Open the quote</a></p>"
    );
}

#[test]
fn a_mail_goes_to_the_team_and_its_answer_to_the_customer() {
    let done = run(recipe("lead-to-email"), Locale::En, Fullness::Full);
    let mail = done.only();
    let ours = json!(["sales@window-door.example", "office@window-door.example"]);
    assert_eq!(mail["to"], ours);
    assert_eq!(mail["from"], "desk@window-door.example");
    assert_eq!(mail["senderName"], "Window & Door Solutions Inc.");
    assert_eq!(mail["replyTo"], "jane.smith@example.com");
    assert_eq!(mail["subject"], "New message from a visitor");
    assert_eq!(mail["body_type"], "plain_text");
    assert_eq!(mail["attachments"], json!([]));
    assert_eq!(
        mail["body"],
        "Name: Jane Smith\nE-mail: jane.smith@example.com\nPhone: +31612345678\n\n\
         > I am interested in custom sliding doors for my showroom. Can you provide a quote?\n\n\
         Open the messages: https://app.winfactor.example/leads"
    );
}

/// A quote that was created is internal: not even an answer to the team's mail reaches the customer.
#[test]
fn a_mail_about_a_quote_that_was_created_names_no_address_of_the_customer() {
    let done = run(recipe("quote-created-to-email"), Locale::En, Fullness::Full);
    let mail = Value::Object(done.only().clone()).to_string();
    assert!(!mail.contains("john.smith@example.com"), "{mail}");
}

#[test]
fn a_sheet_gets_the_same_columns_of_every_event() {
    let row = |id: &str, fullness| {
        let done = run(recipe(id), Locale::En, fullness);
        let input = done.only().clone();
        assert_eq!(input["first_row_headers"], true, "{id}");
        assert_eq!(input["sheetId"], 0, "{id}");
        input["values"].clone()
    };
    assert_eq!(
        row("submission-to-sheets", Fullness::Sparse),
        json!({
            "A": "6 January 2024, 17:00", "B": "New submission", "D": "John Smith", "E": "",
            "F": "john.smith@example.com", "G": "", "J": "Modern Glass Panel, 5,000 × 3,000\u{a0}mm",
            "K": "https://app.winfactor.example/submissions/sub_456xyz", "L": EVENT_ID,
        })
    );
    assert_eq!(
        row("quote-accepted-to-sheets", Fullness::Full),
        json!({
            "A": "18 March 2024, 14:20", "B": "Quote accepted", "C": "Q-2026-0042",
            "D": "John Smith", "E": "Smith Interiors Ltd", "F": "john.smith@example.com",
            "G": "+31612345678", "H": 1250.0, "I": "EUR", "J": "John Smith",
            "K": "https://app.winfactor.example/quotes/quote_xyz789", "L": EVENT_ID,
        })
    );
    let lead = row("lead-to-sheets", Fullness::Full);
    assert_eq!(lead["D"], "Jane Smith");
    assert!(lead["J"].as_str().unwrap().ends_with("provide a quote?"));
}

/// HubSpot erases what is set to an empty text, so that what the event does not tell is written as
/// it is known there already.
#[test]
fn a_contact_keeps_what_the_event_does_not_tell() {
    let properties = |id: &str, fullness| {
        let done = run(recipe(id), Locale::Nl, fullness);
        let email = done.asked[0].1["email"].clone();
        assert_eq!(done.asked[1].1["contactId"], "3314");
        (email, done.asked[1].1["objectProperties"].clone())
    };
    assert_eq!(
        properties("submission-to-hubspot", Fullness::Full),
        (
            json!("sanne.vandenberg@example.nl"),
            json!({
                "firstname": "Sanne", "lastname": "van den Berg", "phone": "+31612345678",
                "company": "Van den Berg Interieur",
            })
        )
    );
    assert_eq!(
        properties("submission-to-hubspot", Fullness::Sparse).1,
        json!({
            "firstname": "Sanne", "lastname": "van den Berg", "phone": "+49 30 1", "company": "",
        })
    );
    let mut event = event(EventType::LeadCreated, Locale::En, Fullness::Sparse);
    event["data"]["contact"]["name"] = json!("Madonna");
    let done = run_with(recipe("lead-to-hubspot"), Locale::En, &event, &Value::Null);
    assert_eq!(
        done.asked[1].1["objectProperties"],
        json!({"firstname": "Madonna", "lastname": "S.", "phone": "+49 30 1"})
    );
}

#[test]
fn a_quote_is_a_deal_at_the_chosen_stage() {
    let done = run(recipe("quote-sent-to-hubspot"), Locale::En, Fullness::Full);
    let deal = &done.asked[2].1;
    assert_eq!(deal["dealname"], "Q-2026-0042 John Smith");
    assert_eq!(deal["pipelineId"], "default");
    assert_eq!(deal["pipelineStageId"], "presentationscheduled");
    assert_eq!(deal["objectProperties"], json!({"amount": 1250.0}));
}

#[test]
fn sizes_and_dates_are_those_of_the_organization() {
    let recipe = recipe("submission-to-slack");
    let wishes = RecipeWishes {
        locale: Locale::En,
        unit_system: UnitSystem::Imperial,
        time_zone: "America/New_York".to_owned(),
        settings: filled(recipe),
    };
    let document = recipe.template(&wishes).unwrap().to_value();
    let texts = &document["flows"][0]["trigger"]["nextAction"]["settings"]["input"];
    let event = "{{trigger['body']}}";
    assert_eq!(
        *texts,
        json!({
            "event": event, "locale": "en", "unitSystem": "imperial",
            "timeZone": "America/New_York",
        })
    );
}
