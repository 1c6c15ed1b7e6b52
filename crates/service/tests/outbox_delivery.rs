//! From a change to its receivers: what arrives, how it is signed, what failures do, and what
//! survives a crash.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use serde_json::Value;
use winfactor_domain::EventType;
use winfactor_service::{
    endpoints::{self, EndpointInput, Trial},
    events::{self, DeliveryStatus},
};
use winfactor_store::Page;
use winfactor_testkit::{Answer, TestApp, TestReceiver, app::START};

const HOUR: Duration = Duration::from_secs(3600);

fn page() -> Page {
    Page {
        limit: 50,
        before: None,
    }
}

/// The state of the only delivery of the newest event.
async fn newest_delivery(app: &TestApp) -> events::DeliveryView {
    let (list, _) = events::list(
        &app.service,
        app.organization.id,
        Default::default(),
        page(),
    )
    .await
    .unwrap();
    let view = events::get(&app.service, app.organization.id, list[0].id)
        .await
        .unwrap();
    view.deliveries.into_iter().next().unwrap()
}

#[tokio::test]
async fn a_submission_reaches_its_endpoint_signed_and_once() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let created = app.endpoint(&receiver, "/hook").await;
        let submission = app.submit().await;
        app.deliver().await;

        let requests = receiver.requests();
        assert_eq!(requests.len(), 1);
        receiver.assert_signed(created.secret.expose(), START);
        let request = &requests[0];
        assert_eq!(request.header("content-type"), Some("application/json"));
        assert_eq!(
            request.header("x-winfactor-event"),
            Some("submission.created")
        );
        assert_eq!(request.header("x-winfactor-attempt"), Some("1"));
        let body: Value = request.json();
        assert_eq!(body["data"]["submission"]["id"], submission.id.to_string());
        assert_eq!(body["timestamp"], START.0);

        let delivery = newest_delivery(&app).await;
        assert_eq!(delivery.delivery.status, DeliveryStatus::Delivered);
        assert_eq!(delivery.attempts.len(), 1);
        app.deliver_after(HOUR).await;
        assert_eq!(receiver.requests().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_failed_delivery_is_tried_again_on_schedule_with_the_same_id_and_bytes() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        app.endpoint(&receiver, "/hook").await;
        receiver.answer_in_order(
            "/hook",
            [Answer::status(500), Answer::close(), Answer::status(204)],
        );
        app.submit().await;
        app.deliver().await;
        app.deliver_after(Duration::from_millis(4400)).await;
        assert_eq!(
            receiver.requests().len(),
            1,
            "not before the first wait is over"
        );
        app.deliver_after(Duration::from_millis(1200)).await;
        assert_eq!(receiver.requests().len(), 2);
        app.deliver_after(Duration::from_secs(67)).await;

        let requests = receiver.requests();
        let tries: Vec<_> = requests
            .iter()
            .map(|r| r.header("x-winfactor-attempt"))
            .collect();
        assert_eq!(tries, [Some("1"), Some("2"), Some("3")]);
        assert!(
            requests
                .iter()
                .all(|r| r.delivery() == requests[0].delivery())
        );
        assert!(requests.iter().all(|r| r.body == requests[0].body));
        let delivery = newest_delivery(&app).await;
        let outcomes: Vec<_> = delivery
            .attempts
            .iter()
            .map(|a| a.outcome.as_str())
            .collect();
        assert_eq!(outcomes, ["status", "closed", "delivered"]);
    })
    .await;
}

#[tokio::test]
async fn acknowledged_events_survive_a_crash_at_any_moment() {
    let receiver = TestReceiver::start();
    let app = TestApp::sqlite().await;
    app.endpoint(&receiver, "/hook").await;
    // Recorded and leased, and then the process is gone.
    app.submit().await;
    let app = app.crash().await;
    app.deliver().await;
    assert_eq!(receiver.requests().len(), 1);
    // Gone while it waits for the second try.
    receiver.forget();
    receiver.answer_in_order("/hook", [Answer::status(500), Answer::status(200)]);
    app.submit().await;
    app.deliver().await;
    let app = app.crash().await;
    app.deliver_after(Duration::from_secs(6)).await;
    let tries: Vec<_> = receiver
        .requests()
        .iter()
        .map(|r| r.header("x-winfactor-attempt").unwrap().to_owned())
        .collect();
    assert_eq!(tries, ["1", "2"]);
}

#[tokio::test]
async fn a_secret_that_is_rotated_signs_beside_the_new_one_for_a_day() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let created = app.endpoint(&receiver, "/hook").await;
    let organization = app.organization.id;
    let new = endpoints::rotate_secret(
        &app.service,
        organization,
        created.endpoint.id,
        endpoints::OVERLAP,
    )
    .await
    .unwrap();
    app.submit().await;
    app.deliver().await;
    receiver.assert_signed(created.secret.expose(), START);
    receiver.assert_signed(new.expose(), START);
    receiver.forget();
    let later = app.clock.advance(25 * HOUR);
    app.submit().await;
    app.deliver().await;
    receiver.assert_signed(new.expose(), later);
    let request = &receiver.requests()[0];
    assert!(request.verify(created.secret.expose(), later).is_err());
}

#[tokio::test]
async fn a_test_event_is_marked_and_reaches_its_endpoint_even_when_that_is_paused() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = app.endpoint(&receiver, "/hook").await.endpoint.id;
    endpoints::pause(&app.service, app.organization.id, id)
        .await
        .unwrap();
    for event_type in EventType::ALL {
        let trial = Trial {
            event_type,
            sparse: false,
        };
        endpoints::test(&app.service, app.organization.id, id, trial)
            .await
            .unwrap();
    }
    app.deliver().await;
    let bodies: Vec<Value> = receiver.requests().iter().map(|r| r.json()).collect();
    assert_eq!(bodies.len(), EventType::ALL.len());
    for body in bodies {
        assert_eq!(body["test"], true);
        assert_eq!(body["organization"]["id"], app.organization.id.to_string());
    }
}

#[tokio::test]
async fn an_endpoint_gets_only_the_types_and_payloads_that_it_asked_for() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let filtered = |path: &str, filter: &str, types: &[&str]| EndpointInput {
        url: receiver.url(path),
        event_types: types.iter().map(|name| (*name).to_owned()).collect(),
        filter: Some(serde_json::from_str(filter).unwrap()),
        ..EndpointInput::default()
    };
    let wide =
        r#"[{"path": "data.configuration.width", "operator": "greater_than", "value": 2000}]"#;
    let wider =
        r#"[{"path": "data.configuration.width", "operator": "greater_than", "value": 9000}]"#;
    for new in [
        filtered("/wide", wide, &["submission.created"]),
        filtered("/wider", wider, &["submission.created"]),
        filtered("/leads", "[]", &["lead.created"]),
    ] {
        endpoints::create(&app.service, app.organization.id, new)
            .await
            .unwrap();
    }
    app.submit().await;
    app.deliver().await;
    let paths: Vec<_> = receiver.requests().iter().map(|r| r.path.clone()).collect();
    assert_eq!(paths, ["/wide"]);
}

#[tokio::test]
async fn events_of_one_quote_arrive_in_order_though_the_first_one_fails() {
    // A submission's own event fails; what happens to other subjects is not held back.
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    receiver.answer_in_order("/hook", [Answer::status(500), Answer::status(200)]);
    let first = app.submit().await;
    app.deliver().await;
    let second = app.submit().await;
    app.deliver().await;
    let subjects: Vec<String> = receiver
        .requests()
        .iter()
        .map(|r| {
            r.json::<Value>()["data"]["submission"]["id"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(subjects, [first.id.to_string(), second.id.to_string()]);
    app.deliver_after(Duration::from_secs(6)).await;
    assert_eq!(receiver.requests().len(), 3);
}
