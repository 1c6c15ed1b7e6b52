//! What failing, busy, absent and paused receivers do to deliveries, and what people are told.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use winfactor_service::{
    endpoints::{self, EndpointInput, Resume},
    events::{self, DeliveryStatus, Range},
    inbox,
    outbox::Destination,
};
use winfactor_store::{EndpointStatus, Page};
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

async fn alerts(app: &TestApp) -> Vec<String> {
    let (messages, _) = inbox::list(&app.service, app.organization.id, page())
        .await
        .unwrap();
    messages.into_iter().map(|message| message.title).collect()
}

#[tokio::test]
async fn what_fails_for_three_days_is_given_up_and_told() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    receiver.answer("/hook", Answer::status(500));
    app.submit().await;
    app.deliver().await;
    for _ in 0..12 {
        app.deliver_after(27 * HOUR).await;
    }
    let delivery = newest_delivery(&app).await;
    // Twelve hours of failures pause the endpoint first; nothing is lost by it.
    assert_eq!(delivery.delivery.status, DeliveryStatus::Held);
    assert!(alerts(&app).await[0].contains("gepauzeerd"));
}

#[tokio::test]
async fn an_endpoint_that_is_never_paused_gives_up_after_the_last_try() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let new = EndpointInput {
        url: receiver.url("/hook"),
        auto_pause: Some(false),
        retry_schedule: Some(vec![10, 20]),
        ..EndpointInput::default()
    };
    endpoints::create(&app.service, app.organization.id, new)
        .await
        .unwrap();
    receiver.answer("/hook", Answer::status(500));
    app.submit().await;
    app.deliver().await;
    app.deliver_after(HOUR).await;
    app.deliver_after(HOUR).await;
    let delivery = newest_delivery(&app).await;
    assert_eq!(delivery.delivery.status, DeliveryStatus::Failed);
    assert_eq!(delivery.delivery.attempts, 3);
    assert!(alerts(&app).await[0].contains("niet bezorgd"));

    let event = delivery.delivery.event;
    receiver.answer("/hook", Answer::status(200));
    let sent = events::redeliver(&app.service, app.organization.id, event, None)
        .await
        .unwrap();
    assert_eq!(sent, 1);
    app.deliver().await;
    let again = newest_delivery(&app).await;
    assert_eq!(again.delivery.status, DeliveryStatus::Delivered);
    assert_eq!(again.attempts.last().unwrap().number, 4);
}

#[tokio::test]
async fn a_receiver_that_is_gone_stops_its_endpoint_and_loses_nothing() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let endpoint = app.endpoint(&receiver, "/hook").await.endpoint;
        receiver.answer("/hook", Answer::status(410));
        app.submit().await;
        app.deliver().await;
        let stopped = endpoints::get(&app.service, app.organization.id, endpoint.id)
            .await
            .unwrap();
        assert_eq!(stopped.state.status, EndpointStatus::Stopped);
        assert_eq!(alerts(&app).await.len(), 1);
        app.clock.advance(HOUR);
        app.submit().await;
        app.deliver().await;
        assert_eq!(receiver.requests().len(), 1, "nothing more is sent to it");

        receiver.answer("/hook", Answer::status(200));
        endpoints::resume(&app.service, app.organization.id, endpoint.id, Resume::All)
            .await
            .unwrap();
        app.deliver().await;
        assert_eq!(receiver.requests().len(), 2, "what was held is sent");
        let range = Range {
            destination: Destination::Endpoint(endpoint.id),
            since: START,
            until: app.service.now(),
            event_types: Vec::new(),
            only_missing: true,
        };
        let missed = events::redeliver_range(&app.service, app.organization.id, range)
            .await
            .unwrap();
        assert_eq!(missed, 1, "the event of the time in which it was stopped");
        app.deliver().await;
        assert_eq!(receiver.journal(|j| j.deliveries().len()), 2);
    })
    .await;
}

#[tokio::test]
async fn a_flow_that_is_off_holds_its_events_and_gets_them_in_order_when_it_is_on() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let path = "/api/v1/webhooks/abcdefghij0123456789X";
        let endpoint = app.endpoint(&receiver, path).await.endpoint;
        receiver.answer(path, Answer::status(404));
        for _ in 0..3 {
            app.submit().await;
            app.deliver().await;
            app.clock.advance(Duration::from_secs(1));
        }
        assert_eq!(receiver.requests().len(), 1, "only the probe goes out");
        let off = endpoints::get(&app.service, app.organization.id, endpoint.id)
            .await
            .unwrap();
        assert_eq!((off.state.status, off.held), (EndpointStatus::Off, 2));
        app.deliver_after(2 * HOUR).await;
        assert_eq!(receiver.requests().len(), 2);

        receiver.forget();
        receiver.answer(path, Answer::status(200));
        app.deliver_after(2 * HOUR).await;
        let order: Vec<_> = receiver
            .requests()
            .iter()
            .map(|r| r.delivery().unwrap().to_owned())
            .collect();
        let mut sorted = order.clone();
        sorted.sort();
        assert_eq!(order.len(), 3);
        assert_eq!(order, sorted);
        let on = endpoints::get(&app.service, app.organization.id, endpoint.id)
            .await
            .unwrap();
        assert_eq!(on.state.status, EndpointStatus::Active);
        assert_eq!(alerts(&app).await.len(), 2, "off, and on again");
    })
    .await;
}

#[tokio::test]
async fn a_paused_endpoint_holds_and_resuming_sends_all_some_or_none() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let id = app.endpoint(&receiver, "/hook").await.endpoint.id;
        let organization = app.organization.id;
        for (held, expected) in [(Resume::All, 2), (Resume::None, 0)] {
            receiver.forget();
            endpoints::pause(&app.service, organization, id)
                .await
                .unwrap();
            app.submit().await;
            app.clock.advance(HOUR);
            app.submit().await;
            app.deliver().await;
            assert_eq!(receiver.requests().len(), 0);
            let paused = endpoints::get(&app.service, organization, id)
                .await
                .unwrap();
            assert_eq!(paused.held, 2);
            let resumed = endpoints::resume(&app.service, organization, id, held)
                .await
                .unwrap();
            assert_eq!(resumed.released, expected);
            app.deliver().await;
            assert_eq!(receiver.requests().len(), expected as usize);
        }
        receiver.forget();
        endpoints::pause(&app.service, organization, id)
            .await
            .unwrap();
        app.submit().await;
        let since = app.clock.advance(HOUR);
        app.submit().await;
        let resumed = endpoints::resume(&app.service, organization, id, Resume::Since(since))
            .await
            .unwrap();
        assert_eq!((resumed.released, resumed.skipped), (1, 1));
        app.deliver().await;
        assert_eq!(receiver.requests().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_busy_receiver_is_left_alone_until_the_time_it_names() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    let busy = Answer::status(429).header("retry-after", "600");
    receiver.answer_in_order("/hook", [busy, Answer::status(200)]);
    app.submit().await;
    app.deliver().await;
    app.submit().await;
    app.deliver_after(Duration::from_secs(590)).await;
    assert_eq!(receiver.requests().len(), 1, "later events wait as well");
    app.deliver_after(Duration::from_secs(20)).await;
    assert_eq!(receiver.requests().len(), 3);
}
