//! Pausing, resuming, stopping and deleting while events are on their way.

use winfactor_domain::{EndpointId, EventId};
use winfactor_service::{
    ServiceError,
    endpoints::{self, Resume},
    events::{self, DeliveryStatus},
};
use winfactor_store::{EndpointStatus, params};
use winfactor_testkit::{Answer, TestApp, TestReceiver};

use crate::story::{SECOND, endpoint, event_ids, newest_delivery, page, slow_endpoint};

async fn pause(app: &TestApp, id: EndpointId) {
    let paused = endpoints::pause(&app.service, app.organization.id, id).await;
    assert_eq!(paused.unwrap().state.status, EndpointStatus::Paused);
}

async fn resume(app: &TestApp, id: EndpointId, held: Resume) -> (u64, u64) {
    let resumed = endpoints::resume(&app.service, app.organization.id, id, held)
        .await
        .unwrap();
    (resumed.released, resumed.skipped)
}

async fn statuses(app: &TestApp) -> Vec<DeliveryStatus> {
    let mut all = Vec::new();
    for event in event_ids(app).await {
        let view = events::get(&app.service, app.organization.id, event)
            .await
            .unwrap();
        all.extend(view.deliveries.iter().map(|one| one.delivery.status));
    }
    all
}

#[tokio::test]
async fn pausing_holds_what_has_not_started_also_in_memory() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let id = app.endpoint(&receiver, "/hook").await.endpoint.id;
        for _ in 0..3 {
            app.submit().await;
            app.clock.advance(SECOND);
        }
        pause(&app, id).await;
        app.deliver().await;
        assert_eq!(receiver.requests().len(), 0);
        assert_eq!(endpoint(&app, id).await.held, 3);
        assert_eq!(resume(&app, id, Resume::All).await, (3, 0));
        app.deliver().await;
        assert_eq!(receiver.requests().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_was_under_way_when_the_endpoint_was_paused_ends_as_it_ends() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let id = slow_endpoint(&app, &receiver, "/hook").await;
        receiver.answer_in_order("/hook", [Answer::hang(), Answer::status(204)]);
        let working = app.deliver_in_background();
        app.submit().await;
        receiver.wait_for(1).await;
        app.clock.advance(SECOND);
        app.submit().await;
        pause(&app, id).await;
        receiver.release("/hook");
        app.stop();
        working.await.unwrap();
        let paused = endpoint(&app, id).await;
        assert_eq!(
            paused.state.status,
            EndpointStatus::Paused,
            "a success does not resume it"
        );
        let app = app.crash().await;
        app.deliver().await;
        assert_eq!(
            statuses(&app).await,
            [DeliveryStatus::Held, DeliveryStatus::Delivered]
        );
        assert_eq!(receiver.requests().len(), 1);
        assert_eq!(resume(&app, id, Resume::All).await, (1, 0));
        app.deliver().await;
        assert_eq!(receiver.requests().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_sent_to_an_endpoint_that_was_deleted() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let id = app.endpoint(&receiver, "/hook").await.endpoint.id;
        receiver.answer_in_order("/hook", [Answer::status(500), Answer::status(204)]);
        app.submit().await;
        app.deliver().await;
        app.clock.advance(SECOND);
        app.submit().await;
        endpoints::delete(&app.service, app.organization.id, id)
            .await
            .unwrap();
        app.deliver_after(60 * SECOND).await;
        assert_eq!(receiver.requests().len(), 1);
        let expected = [DeliveryStatus::Skipped, DeliveryStatus::Skipped];
        assert_eq!(statuses(&app).await, expected);
    })
    .await;
}

#[tokio::test]
async fn a_gone_receiver_stops_all_that_was_on_its_way_to_it() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = slow_endpoint(&app, &receiver, "/hook").await;
    receiver.answer("/hook", Answer::status(410));
    for _ in 0..5 {
        app.submit().await;
    }
    app.deliver().await;
    assert_eq!(receiver.requests().len(), 1);
    let stopped = endpoint(&app, id).await;
    assert_eq!(
        (stopped.state.status, stopped.held),
        (EndpointStatus::Stopped, 5)
    );
}

#[tokio::test]
async fn more_than_a_thousand_held_events_are_released_counted_and_skipped() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = app.endpoint(&receiver, "/hook").await.endpoint.id;
    pause(&app, id).await;
    for _ in 0..600 {
        app.submit().await;
    }
    let since = app.clock.advance(SECOND);
    for _ in 0..1100 {
        app.submit().await;
    }
    assert_eq!(resume(&app, id, Resume::Since(since)).await, (1100, 600));
    app.deliver().await;
    assert_eq!(receiver.journal(|journal| journal.count()), 1100);
    assert_eq!(endpoint(&app, id).await.held, 0);
}

/// Two servers can cross: one holds an event while the other resumes the endpoint.
#[tokio::test]
async fn an_event_that_was_held_by_mistake_is_found() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    app.submit().await;
    let app = app.crash().await;
    let hold = app.service.write(|work| {
        Ok(work.tx.execute(
            "UPDATE deliveries SET status = 'held', lease_owner = NULL",
            params![],
        )?)
    });
    hold.await.unwrap();
    app.deliver().await;
    assert_eq!(receiver.requests().len(), 1);
}

async fn redeliver(app: &TestApp, event: EventId) -> Result<u64, ServiceError> {
    events::redeliver(&app.service, app.organization.id, event, None).await
}

#[tokio::test]
async fn redelivering_a_held_event_keeps_it_held_and_a_deleted_endpoint_is_left_out() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = app.endpoint(&receiver, "/a").await.endpoint.id;
    let other = app.endpoint(&receiver, "/b").await.endpoint.id;
    app.submit().await;
    app.deliver().await;
    let event = event_ids(&app).await[0];
    pause(&app, id).await;
    endpoints::delete(&app.service, app.organization.id, other)
        .await
        .unwrap();
    assert_eq!(redeliver(&app, event).await.unwrap(), 1);
    app.deliver().await;
    assert_eq!(receiver.requests().len(), 2);
    assert_eq!(resume(&app, id, Resume::All).await, (1, 0));
    app.deliver().await;
    assert_eq!(receiver.requests_to("/a").len(), 2);

    endpoints::delete(&app.service, app.organization.id, id)
        .await
        .unwrap();
    let refused = redeliver(&app, event).await.unwrap_err();
    assert!(matches!(
        refused,
        ServiceError::Conflict {
            code: "destination_stopped",
            ..
        }
    ));
}

#[tokio::test]
async fn an_event_is_sent_again_beside_a_later_one_that_waits() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    app.endpoint(&receiver, "/hook").await;
    let draft = app.draft().await;
    app.deliver().await;
    receiver.forget();
    receiver.answer("/hook", Answer::status(500));
    app.send(&draft).await;
    app.deliver().await;
    receiver.answer("/hook", Answer::status(204));
    let created = event_ids(&app).await;
    let listed = events::list(
        &app.service,
        app.organization.id,
        Default::default(),
        page(),
    );
    let (list, _) = listed.await.unwrap();
    let older = list
        .iter()
        .find(|event| event.event_type.name() == "quote.created")
        .unwrap();
    assert!(created.contains(&older.id));
    assert_eq!(redeliver(&app, older.id).await.unwrap(), 1);
    app.deliver().await;
    app.deliver_after(6 * SECOND).await;
    assert_eq!(
        newest_delivery(&app).await.delivery.status,
        DeliveryStatus::Delivered
    );
    assert!(receiver.requests().len() >= 3);
}
