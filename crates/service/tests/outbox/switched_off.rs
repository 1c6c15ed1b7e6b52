//! A flow in ActivePieces that is switched off: one probe goes on, everything else waits.

use winfactor_domain::EndpointId;
use winfactor_service::{
    endpoints::{self, EndpointInput, EndpointPatch, Resume},
    events::{self, DeliveryStatus},
};
use winfactor_store::{EndpointStatus, params};
use winfactor_testkit::{Answer, TestApp, TestReceiver};

use crate::story::{
    ACTIVE_PIECES, HOUR, MINUTE, SECOND, alerts, delivery, endpoint, endpoint_with, event_ids,
};

async fn status(app: &TestApp, id: EndpointId) -> EndpointStatus {
    endpoint(app, id).await.state.status
}

/// Six events, four at once, to a flow that is off.
async fn switched_off(app: &TestApp, receiver: &TestReceiver) -> EndpointId {
    let input = EndpointInput {
        url: receiver.url(ACTIVE_PIECES),
        max_in_flight: Some(4),
        ..EndpointInput::default()
    };
    let id = endpoint_with(app, input).await;
    receiver.answer(ACTIVE_PIECES, Answer::status(404));
    for _ in 0..6 {
        app.submit().await;
        app.clock.advance(SECOND);
    }
    app.deliver().await;
    assert_eq!(status(app, id).await, EndpointStatus::Off);
    receiver.forget();
    id
}

#[tokio::test]
async fn one_probe_goes_on_and_all_arrive_when_the_flow_is_on() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let id = switched_off(&app, &receiver).await;
        assert_eq!(endpoint(&app, id).await.held, 5);
        for (wait, probes) in [(35 * SECOND, 1), (70 * SECOND, 2), (6 * MINUTE, 3)] {
            app.deliver_after(wait).await;
            assert_eq!(
                receiver.requests().len(),
                probes,
                "half a minute, one, five"
            );
        }
        receiver.forget();
        receiver.answer(ACTIVE_PIECES, Answer::status(200));
        app.deliver_after(HOUR).await;
        assert_eq!(receiver.requests().len(), 6);
        assert_eq!(receiver.journal(|journal| journal.repeated()), []);
        assert_eq!(status(&app, id).await, EndpointStatus::Active);
        assert_eq!(alerts(&app).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn sending_the_probe_again_by_hand_probes_at_once_and_goes_on() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = switched_off(&app, &receiver).await;
    for event in event_ids(&app).await {
        if delivery(&app, event).await.delivery.status == DeliveryStatus::Pending {
            let again = events::redeliver(&app.service, app.organization.id, event, None);
            assert_eq!(again.await.unwrap(), 1);
        }
    }
    app.deliver().await;
    assert_eq!(receiver.requests().len(), 1);
    receiver.answer(ACTIVE_PIECES, Answer::status(200));
    app.deliver_after(HOUR).await;
    assert_eq!(status(&app, id).await, EndpointStatus::Active);
    assert_eq!(receiver.requests().len(), 7);
}

#[tokio::test]
async fn a_probe_that_was_taken_away_is_followed_by_another() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    switched_off(&app, &receiver).await;
    let skip = app.service.write(|work| {
        let sql = "UPDATE deliveries SET status = 'skipped' WHERE status = 'pending'";
        Ok(work.tx.execute(sql, params![])?)
    });
    assert_eq!(skip.await.unwrap(), 1);
    receiver.answer(ACTIVE_PIECES, Answer::status(200));
    app.deliver_after(HOUR).await;
    assert_eq!(receiver.requests().len(), 5);
}

#[tokio::test]
async fn a_new_address_is_tried_at_once() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = switched_off(&app, &receiver).await;
    let patch = EndpointPatch {
        url: Some(receiver.url("/other")),
        ..EndpointPatch::default()
    };
    endpoints::update(&app.service, app.organization.id, id, patch)
        .await
        .unwrap();
    app.deliver().await;
    assert_eq!(receiver.requests_to("/other").len(), 6);
    assert_eq!(status(&app, id).await, EndpointStatus::Active);
}

#[tokio::test]
async fn pausing_stops_the_probe_and_resuming_can_leave_it_out() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = switched_off(&app, &receiver).await;
    let organization = app.organization.id;
    endpoints::pause(&app.service, organization, id)
        .await
        .unwrap();
    app.deliver_after(HOUR).await;
    assert_eq!(receiver.requests().len(), 0);
    assert_eq!(endpoint(&app, id).await.held, 6);
    let resumed = endpoints::resume(&app.service, organization, id, Resume::None)
        .await
        .unwrap();
    assert_eq!((resumed.released, resumed.skipped), (0, 6));
    app.deliver_after(HOUR).await;
    assert_eq!(receiver.requests().len(), 0);
}

#[tokio::test]
async fn resuming_from_a_moment_leaves_an_older_probe_out() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = switched_off(&app, &receiver).await;
    receiver.answer(ACTIVE_PIECES, Answer::status(200));
    let since = Resume::Since(app.clock.advance(SECOND));
    let resumed = endpoints::resume(&app.service, app.organization.id, id, since)
        .await
        .unwrap();
    assert_eq!((resumed.released, resumed.skipped), (0, 6));
    app.deliver_after(HOUR).await;
    assert_eq!(receiver.requests().len(), 0);
}

#[tokio::test]
async fn an_event_that_had_failed_before_is_probed_in_half_a_minute_all_the_same() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, ACTIVE_PIECES).await;
    receiver.answer(ACTIVE_PIECES, Answer::status(500));
    app.submit().await;
    app.deliver().await;
    for wait in [6 * SECOND, 70 * SECOND, 6 * MINUTE] {
        app.deliver_after(wait).await;
    }
    receiver.answer(ACTIVE_PIECES, Answer::status(404));
    app.deliver_after(17 * MINUTE).await;
    assert_eq!(receiver.requests().len(), 5);
    app.deliver_after(35 * SECOND).await;
    assert_eq!(receiver.requests().len(), 6);
}
