//! What the transitions hand to receivers is what the published schemas promise.

use serde_json::{Value, json};
use winfactor_domain::{
    EventType,
    events::{Envelope, EventData, json_schema},
};

use crate::scene::{at, data, draft, links, no, organization, send, view, yes};

/// The whole story of two versions, so that each quote event happens.
fn story() -> Vec<EventData> {
    let (organization, links) = (organization(), links());
    let mut quote = draft();
    let mut told = vec![quote.created(&links)];
    told.push(send(&mut quote, at("2026-03-03T10:00:00")).unwrap());
    told.extend(quote.view(&view(at("2026-03-04T10:00:00")), &links));
    told.extend(quote.expiring_soon(&organization, &links, at("2026-03-31T00:00:00")));
    told.extend(quote.expire(&links, at("2026-04-03T00:00:00")));
    quote.revise(at("2026-04-04T10:00:00")).unwrap();
    told.push(send(&mut quote, at("2026-04-04T10:00:00")).unwrap());
    let mut other = quote.clone();
    let answered = at("2026-04-05T10:00:00");
    told.extend(quote.accept(2, &yes(answered), &links).unwrap());
    told.extend(other.reject(2, &no(answered), &links).unwrap());
    told
}

#[test]
fn every_event_of_a_quote_fits_its_schema() {
    let organization = organization();
    let mut seen = Vec::new();
    for event in story() {
        let event_type = event.event_type();
        let body = Envelope::of(&organization, &event).render();
        let body: Value = serde_json::from_str(&body).unwrap();
        let schema = serde_json::to_value(json_schema(event_type)).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<_> = validator
            .iter_errors(&body)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{event_type}: {errors:?}");
        seen.push(event_type);
    }
    for event_type in EventType::ALL {
        let about_quotes = event_type.name().starts_with("quote.");
        assert_eq!(seen.contains(&event_type), about_quotes, "{event_type}");
    }
}

#[test]
fn all_events_of_a_quote_have_the_same_subject() {
    let id = draft().id.to_string();
    assert!(story().iter().all(|event| event.subject() == id));
}

#[test]
fn a_sent_quote_is_described_in_full() {
    let mut quote = draft();
    let now = at("2026-03-03T10:00:00");
    let event = send(&mut quote, now).unwrap();
    let (id, submission) = (quote.id, quote.submission);
    let expected = json!({
        "quote": {
            "id": id,
            "number": "Q-2026-0042",
            "version": 1,
            "total": 1250.0,
            "currency": "EUR",
            "currencySymbol": "€",
        },
        "customer": {
            "name": "John Smith",
            "email": "john.smith@example.com",
            "phone": "+31612345678",
            "companyName": null,
        },
        "sending": {
            "sentAt": now.0,
            "recipients": ["john.smith@example.com"],
            "validUntil": at("2026-04-02T23:59:59.999").0,
        },
        "urls": {
            "quoteDetail": format!("https://app.winfactor.example/quotes/{id}"),
            "submissionDetail": format!("https://app.winfactor.example/submissions/{submission}"),
            "quotePage": "https://app.winfactor.example/q/token-1",
        },
    });
    assert_eq!(data(&event), expected);

    let organization = organization();
    let envelope = Envelope::of(&organization, &event);
    assert_eq!(envelope.timestamp, now);
    // The team reads Dutch; this customer was written to in English.
    assert_eq!(envelope.org_locale.code(), "nl");
    assert_eq!(envelope.customer_locale.map(|l| l.code()), Some("en"));
}

#[test]
fn a_total_has_the_decimals_of_its_currency() {
    for (code, expected) in [("EUR", "1250.00"), ("JPY", "1250"), ("KWD", "1250.000")] {
        let mut quote = draft();
        let now = at("2026-03-02T10:00:00");
        let door = crate::scene::line("Door", "1", "1250");
        quote.replace_line_items(&[door], now).unwrap();
        let mut terms = crate::scene::terms();
        terms.tax_rate = winfactor_domain::TaxRate::ZERO;
        terms.currency = code.parse().unwrap();
        quote.edit(terms, now).unwrap();
        let event = quote.created(&links());
        let body = Envelope::of(&organization(), &event).render();
        assert!(
            body.contains(&format!("\"total\":{expected},\"currency\":\"{code}\"")),
            "{body}"
        );
    }
}
