//! When a delivery is tried: what receivers ask for, what failures teach, and what follows whom.

use winfactor_service::{
    endpoints::{self, EndpointInput, EndpointPatch, Resume},
    events::{self, DeliveryStatus},
    inbox,
};
use winfactor_store::EndpointStatus;
use winfactor_testkit::{Answer, TestApp, TestReceiver};

use crate::story::{
    HOUR, MINUTE, SECOND, alerts, endpoint, endpoint_with, event_ids, event_types, newest_delivery,
    page, slow_endpoint,
};

fn busy(seconds: u32) -> Answer {
    Answer::status(429).header("retry-after", &seconds.to_string())
}

#[tokio::test]
async fn a_busy_receiver_is_left_alone_by_what_waits_in_the_database_too() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    slow_endpoint(&app, &receiver, "/hook").await;
    receiver.answer("/hook", Answer::status(500));
    // These two wait for their second try.
    for _ in 0..2 {
        app.submit().await;
        app.deliver().await;
        app.clock.advance(SECOND);
    }
    receiver.answer("/hook", busy(600));
    app.submit().await;
    app.deliver().await;
    assert_eq!(receiver.requests().len(), 3);
    app.deliver_after(9 * MINUTE).await;
    assert_eq!(receiver.requests().len(), 3, "it asked for ten minutes");
    receiver.answer("/hook", Answer::status(204));
    app.deliver_after(2 * MINUTE).await;
    assert_eq!(receiver.requests().len(), 6);
}

#[tokio::test]
async fn a_short_wait_that_is_asked_for_does_not_use_up_the_tries() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    receiver.answer("/hook", busy(1));
    app.submit().await;
    app.deliver().await;
    for _ in 0..60 {
        app.deliver_after(SECOND).await;
    }
    let waiting = newest_delivery(&app).await.delivery;
    assert_eq!(waiting.status, DeliveryStatus::Pending);
    assert!(
        waiting.attempts <= 3,
        "{} tries in a minute",
        waiting.attempts
    );
    // The others do not wait as long as that one.
    receiver.answer("/hook", Answer::status(204));
    app.submit().await;
    app.deliver_after(2 * SECOND).await;
    assert_eq!(
        newest_delivery(&app).await.delivery.status,
        DeliveryStatus::Delivered
    );
}

#[tokio::test]
async fn who_changes_or_resumes_an_endpoint_need_not_wait_for_the_old_answer() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = app.endpoint(&receiver, "/hook").await.endpoint.id;
    receiver.answer("/hook", busy(20_000));
    app.submit().await;
    app.deliver().await;
    let patch = EndpointPatch {
        url: Some(receiver.url("/other")),
        ..EndpointPatch::default()
    };
    endpoints::update(&app.service, app.organization.id, id, patch)
        .await
        .unwrap();
    app.submit().await;
    app.deliver().await;
    assert_eq!(receiver.requests_to("/other").len(), 1);
    // The first one goes when somebody says so.
    let first = event_ids(&app).await[1];
    events::redeliver(&app.service, app.organization.id, first, None)
        .await
        .unwrap();
    app.deliver().await;
    assert_eq!(receiver.requests_to("/other").len(), 2);
}

#[tokio::test]
async fn what_follows_is_sent_as_soon_as_the_first_one_is_sent_by_hand() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    receiver.answer("/hook", Answer::status(500));
    let draft = app.draft().await;
    app.deliver().await;
    for wait in [6 * SECOND, 70 * SECOND, 6 * MINUTE] {
        app.deliver_after(wait).await;
    }
    app.send(&draft).await;
    app.deliver().await;
    receiver.forget();
    receiver.answer("/hook", Answer::status(204));
    let ids = event_ids(&app).await;
    for id in ids {
        let view = events::get(&app.service, app.organization.id, id)
            .await
            .unwrap();
        if view.event.event_type.name() == "quote.created" {
            events::redeliver(&app.service, app.organization.id, id, None)
                .await
                .unwrap();
        }
    }
    app.deliver().await;
    assert_eq!(
        event_types(&receiver.requests()),
        ["quote.created", "quote.sent"]
    );
}

/// A success in the same moment as a failure, before or after it: only what came last counts.
#[tokio::test]
async fn failures_are_forgotten_with_the_next_success() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = app.endpoint(&receiver, "/hook").await.endpoint.id;
    receiver.answer_with("/hook", |request| {
        match request.header("x-winfactor-attempt") == Some("1") && request.number == 0 {
            true => Answer::status(500),
            false => Answer::status(204),
        }
    });
    // Both are tried at once and noted together.
    app.submit().await;
    app.submit().await;
    app.deliver().await;
    app.deliver_after(6 * SECOND).await;
    app.submit().await;
    app.deliver().await;
    let state = endpoint(&app, id).await.state;
    assert_eq!((state.failing_since, state.failure_count), (None, 0));
}

#[tokio::test]
async fn ten_minutes_of_failures_pause_nothing_whatever_happened_weeks_ago() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let id = app.endpoint(&receiver, "/hook").await.endpoint.id;
        let mixed = |request: &winfactor_testkit::receiver::Received| match request.number % 2 {
            0 => Answer::status(500),
            _ => Answer::status(204),
        };
        receiver.answer_with("/hook", mixed);
        for _ in 0..4 {
            app.submit().await;
        }
        app.deliver().await;
        receiver.answer("/hook", Answer::status(204));
        app.deliver_after(10 * SECOND).await;
        app.deliver_after(10 * SECOND).await;
        // Two weeks later.
        app.clock.advance(14 * 24 * HOUR);
        receiver.answer("/hook", Answer::status(500));
        for _ in 0..50 {
            app.submit().await;
        }
        app.deliver().await;
        app.deliver_after(5 * MINUTE).await;
        assert_eq!(
            endpoint(&app, id).await.state.status,
            EndpointStatus::Active
        );
        receiver.answer("/hook", Answer::status(204));
        app.deliver_after(HOUR).await;
        app.deliver_after(HOUR).await;
        assert_eq!(endpoint(&app, id).await.state.failing_since, None);
    })
    .await;
}

#[tokio::test]
async fn five_alerts_an_hour_are_enough() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let input = EndpointInput {
        url: receiver.url("/hook"),
        retry_schedule: Some(vec![]),
        ..EndpointInput::default()
    };
    endpoint_with(&app, input).await;
    receiver.answer("/hook", Answer::status(500));
    for _ in 0..8 {
        app.submit().await;
    }
    app.deliver().await;
    assert_eq!(alerts(&app).await.len(), 5);
    let listed = inbox::list(&app.service, app.organization.id, page());
    let (messages, _) = listed.await.unwrap();
    let first = messages.last().unwrap();
    for named in ["submission.created", "John Smith", "answered 500"] {
        assert!(
            first.text.contains(named),
            "{named} is named in: {}",
            first.text
        );
    }
    let link = first.link.as_ref().unwrap();
    assert!(
        link.starts_with("https://app.winfactor.example/events/evt_"),
        "{link}"
    );
    app.clock.advance(2 * HOUR);
    app.submit().await;
    app.deliver().await;
    assert_eq!(alerts(&app).await.len(), 6);
}

#[tokio::test]
async fn a_resumed_endpoint_gets_a_whole_new_round_of_tries() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let input = EndpointInput {
        url: receiver.url("/hook"),
        retry_schedule: Some(vec![10, 10]),
        ..EndpointInput::default()
    };
    let id = endpoint_with(&app, input).await;
    receiver.answer("/hook", Answer::status(500));
    app.submit().await;
    app.deliver().await;
    app.deliver_after(12 * SECOND).await;
    endpoints::pause(&app.service, app.organization.id, id)
        .await
        .unwrap();
    endpoints::resume(&app.service, app.organization.id, id, Resume::All)
        .await
        .unwrap();
    app.deliver().await;
    for _ in 0..3 {
        app.deliver_after(12 * SECOND).await;
    }
    let failed = newest_delivery(&app).await.delivery;
    assert_eq!(
        (failed.status, failed.attempts),
        (DeliveryStatus::Failed, 5)
    );
}
