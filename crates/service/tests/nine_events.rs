//! All nine events, each by the use case that causes it, from the change to a real receiver: the
//! contract holds, and software that we did not write verifies the signatures.

#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, time::Duration};

use rust_decimal::Decimal;
use serde_json::Value;
use winfactor_domain::{EventType, Locale, QuoteId, events::json_schema};
use winfactor_service::{
    leads::{self, LeadFields},
    quotes::{
        self, AcceptFields, LineItemFields, NewQuote, RejectFields, SendFields, TermFields,
        ViewKind, ViewSignal, Visitor,
    },
};
use winfactor_testkit::{
    TestApp, TestReceiver, golden,
    oracle::{self, Case},
};

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test]
async fn all_nine_events_arrive_in_the_contracts_shape_and_verify() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let secret = app.endpoint(&receiver, "/hook").await.secret;
        let answered = |token: String| (token, Visitor::new("192.0.2.17", "Mozilla/5.0"));

        let (token, visitor) = answered(sent_quote(&app).await);
        view(&app, &token).await;
        let fields = AcceptFields {
            name: "John Smith".to_owned(),
            confirmed: true,
        };
        quotes::accept(&app.service, &token, fields, visitor)
            .await
            .unwrap();
        let (token, visitor) = answered(sent_quote(&app).await);
        let fields = RejectFields {
            name: None,
            reason: Some("We chose a wooden frame.".to_owned()),
            confirmed: true,
        };
        quotes::reject(&app.service, &token, fields, visitor)
            .await
            .unwrap();
        sent_quote(&app).await;
        leave_lead(&app).await;
        app.deliver().await;
        for days in [28, 4] {
            app.clock.advance(DAY * days);
            quotes::run_due(&app.service).await.unwrap();
            // The same pass again has nothing to say.
            quotes::run_due(&app.service).await.unwrap();
            app.deliver().await;
        }

        let requests = receiver.requests();
        let mut seen = BTreeSet::new();
        let mut cases = Vec::new();
        for request in &requests {
            let body: Value = request.json();
            let name = body["eventType"].as_str().unwrap().to_owned();
            assert_eq!(request.header("x-winfactor-event"), Some(name.as_str()));
            let event_type: EventType = name.parse().unwrap();
            assert_fits_the_schema(event_type, &body);
            assert_same_keys_in_order(&body, &fixture(&name), &name);
            let sent_at = request.header("webhook-timestamp").unwrap();
            let now = winfactor_domain::Timestamp(sent_at.parse::<i64>().unwrap() * 1000);
            request.verify(secret.expose(), now).unwrap();
            cases.push(Case::of(request, secret.expose(), now));
            seen.insert(event_type);
        }
        assert_eq!(seen, BTreeSet::from(EventType::ALL));
        let count = |wanted: &str| {
            let types = requests.iter().map(|r| r.header("x-winfactor-event"));
            types.filter(|found| *found == Some(wanted)).count()
        };
        assert_eq!(count("quote.expiring_soon"), 1);
        assert_eq!(count("quote.expired"), 1);
        assert_eq!(count("quote.accepted"), 1);
        for (verdict, request) in oracle::verify(&cases).into_iter().zip(&requests) {
            assert_eq!(verdict, Ok(()), "{:?}", request.header("x-winfactor-event"));
        }
    })
    .await;
}

/// A submission with a quote that was sent: its page's token.
async fn sent_quote(app: &TestApp) -> String {
    let submission = app.submit().await;
    let new = NewQuote {
        terms: TermFields {
            tax_rate: Some(Decimal::from(21)),
            ..TermFields::default()
        },
        line_items: vec![LineItemFields {
            description: "Sliding door".to_owned(),
            quantity: Some(Decimal::from(2)),
            unit_price: Some("499.95".parse().unwrap()),
            item_type: None,
        }],
        created_by_name: Some("Eva de Vries".to_owned()),
    };
    let organization = app.organization.id;
    let quote = quotes::create(&app.service, organization, submission.id, new, None).await;
    let id: QuoteId = quote.unwrap().created().unwrap().id;
    let sent = quotes::send(&app.service, organization, id, SendFields::default()).await;
    sent.unwrap().sending.unwrap().token
}

async fn view(app: &TestApp, token: &str) {
    let signal = ViewSignal {
        kind: ViewKind::Human,
        visitor: Visitor::new("192.0.2.17", "Mozilla/5.0"),
        viewer_is_staff: false,
    };
    quotes::view(&app.service, token, signal).await.unwrap();
}

async fn leave_lead(app: &TestApp) {
    let lead = LeadFields {
        locale: Locale::Nl,
        name: "Jane Smith".to_owned(),
        email: "jane.smith@example.com".to_owned(),
        phone: None,
        message: "I am interested in custom sliding doors.".to_owned(),
    };
    let slug = app.organization.slug.as_str();
    leads::leave(&app.service, slug, lead, None).await.unwrap();
}

fn assert_fits_the_schema(event_type: EventType, body: &Value) {
    let schema = serde_json::to_value(json_schema(event_type)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(body).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{event_type}: {errors:?}");
}

fn fixture(event_type: &str) -> Value {
    let path = golden::root().join(format!("fixtures/events/{event_type}.json"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The same names in the same order, at every level. Values may differ.
fn assert_same_keys_in_order(body: &Value, fixture: &Value, at: &str) {
    if let (Value::Object(body), Value::Object(fixture)) = (body, fixture) {
        let keys = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(body), keys(fixture), "{at}");
        for (key, value) in body {
            assert_same_keys_in_order(value, &fixture[key], &format!("{at}.{key}"));
        }
    }
}
