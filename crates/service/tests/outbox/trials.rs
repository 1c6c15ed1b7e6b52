//! Test events are for whoever sends them: they change nothing for the worse.

use winfactor_domain::{EndpointId, EventType};
use winfactor_service::{
    endpoints::{self, Trial},
    events::DeliveryStatus,
};
use winfactor_store::EndpointStatus;
use winfactor_testkit::{Answer, TestApp, TestReceiver};

use crate::story::{ACTIVE_PIECES, HOUR, alerts, endpoint, newest_delivery};

async fn try_out(app: &TestApp, id: EndpointId) {
    let trial = Trial {
        event_type: EventType::SubmissionCreated,
        sparse: false,
    };
    endpoints::test(&app.service, app.organization.id, id, trial)
        .await
        .unwrap();
    app.deliver().await;
}

#[tokio::test]
async fn a_test_that_fails_is_tried_once_and_blames_nobody() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = app.endpoint(&receiver, ACTIVE_PIECES).await.endpoint.id;
    for (n, code) in [500, 404, 410, 429].into_iter().enumerate() {
        receiver.answer(ACTIVE_PIECES, Answer::status(code));
        try_out(&app, id).await;
        app.deliver_after(HOUR).await;
        assert_eq!(receiver.requests().len(), n + 1, "after a {code}");
        let shown = newest_delivery(&app).await;
        assert_eq!(shown.delivery.status, DeliveryStatus::Failed);
        assert_eq!(shown.attempts[0].http_status, Some(code));
    }
    let state = endpoint(&app, id).await.state;
    assert_eq!(
        (state.status, state.failure_count),
        (EndpointStatus::Active, 0)
    );
    assert_eq!(alerts(&app).await, [""; 0]);
}

#[tokio::test]
async fn a_test_that_arrives_shows_that_the_flow_is_on_again() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = app.endpoint(&receiver, ACTIVE_PIECES).await.endpoint.id;
    receiver.answer(ACTIVE_PIECES, Answer::status(404));
    app.submit().await;
    app.submit().await;
    app.deliver().await;
    receiver.forget();
    receiver.answer(ACTIVE_PIECES, Answer::status(200));
    try_out(&app, id).await;
    assert_eq!(
        endpoint(&app, id).await.state.status,
        EndpointStatus::Active
    );
    assert_eq!(receiver.requests().len(), 3, "the test, and what was held");
}

#[tokio::test]
async fn a_test_neither_resumes_a_paused_endpoint_nor_starts_a_stopped_one() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = app.endpoint(&receiver, "/hook").await.endpoint.id;
    endpoints::pause(&app.service, app.organization.id, id)
        .await
        .unwrap();
    app.submit().await;
    try_out(&app, id).await;
    assert_eq!(
        endpoint(&app, id).await.state.status,
        EndpointStatus::Paused
    );
    assert_eq!(receiver.requests().len(), 1);

    endpoints::resume(
        &app.service,
        app.organization.id,
        id,
        endpoints::Resume::None,
    )
    .await
    .unwrap();
    receiver.answer("/hook", Answer::status(410));
    app.submit().await;
    app.deliver().await;
    receiver.answer("/hook", Answer::status(204));
    try_out(&app, id).await;
    assert_eq!(
        endpoint(&app, id).await.state.status,
        EndpointStatus::Stopped
    );
}

#[tokio::test]
async fn a_test_is_sent_at_once_also_to_a_receiver_that_asked_for_a_rest() {
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    let id = app.endpoint(&receiver, "/hook").await.endpoint.id;
    let rest = Answer::status(503).header("retry-after", "3600");
    receiver.answer_in_order("/hook", [rest, Answer::status(204)]);
    app.submit().await;
    app.deliver().await;
    try_out(&app, id).await;
    assert_eq!(receiver.requests().len(), 2);
    assert_eq!(
        newest_delivery(&app).await.delivery.status,
        DeliveryStatus::Delivered
    );
}
