//! A test event, and what its run came to: accepted is not run, and run is not succeeded.

use serde_json::json;
use winfactor_service::activepieces::{self, Arrival, TestResult};
use winfactor_testkit::{TestApp, vendors::ActivePiecesStandIn};

use crate::support::{SLACK, bring, keep, refused, sign_in, slack, version};

/// The result, and the event that was sent.
async fn try_out(app: &TestApp, flow: &str) -> (TestResult, String) {
    let (service, organization) = (&app.service, app.organization.id);
    let sent = activepieces::test(service, organization, flow, None).await;
    let (event, _) = sent.unwrap();
    let waiting = activepieces::tested(service, organization, flow, event)
        .await
        .unwrap();
    assert_eq!(
        (waiting.arrival, waiting.finished),
        (Arrival::OnItsWay, false)
    );
    app.deliver().await;
    let result = activepieces::tested(service, organization, flow, event).await;
    (result.unwrap(), event.to_string())
}

#[tokio::test]
async fn from_the_sign_in_to_a_run_that_is_shown() {
    TestApp::on_both_engines(|app| async move {
        let there = ActivePiecesStandIn::start();
        there.add_connection("slack-bot", SLACK);
        sign_in(&app, &there).await;
        let flow = keep(&app, &version(json!({}), &[slack("slack-bot")])).await;
        let flow = bring(&app, flow).await.flow_id.unwrap();
        // Other events start runs as well; only the test's own is shown.
        app.submit().await;
        let (result, event) = try_out(&app, &flow).await;
        assert_eq!((result.arrival, result.finished), (Arrival::Accepted, true));
        assert_eq!(result.message, "the run succeeded");
        let runs = there.runs();
        assert_eq!(runs.len(), 2);
        let own = runs.iter().find(|run| run.event() == event).unwrap();
        assert_eq!(result.run.unwrap().id, own.id);

        there.fail_step("slack", "channel_not_found");
        let (result, _) = try_out(&app, &flow).await;
        assert_eq!(
            result.message,
            "the run failed at the step SLACK: channel_not_found"
        );
        let run = result.run.unwrap();
        assert_eq!(
            (run.status.as_str(), run.failed_step.unwrap().name.as_str()),
            ("FAILED", "slack")
        );
    })
    .await;
}

#[tokio::test]
async fn what_becomes_of_a_test_event_is_told_apart() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    let checked = version(
        json!({"authType": "header", "authFields": {"headerName": "x-key", "headerValue": "k"}}),
        &[],
    );
    let flow = bring(&app, keep(&app, &checked).await)
        .await
        .flow_id
        .unwrap();

    // A piece is removed: the server answers 200, and there is no run.
    there.remove_piece("@activepieces/piece-webhook");
    let (result, _) = try_out(&app, &flow).await;
    assert_eq!(
        (result.arrival, result.run, result.finished),
        (Arrival::Accepted, None, false)
    );
    assert!(
        result
            .message
            .starts_with("accepted by ActivePieces; no run"),
        "{}",
        result.message
    );

    there.switch(&flow, false);
    let (result, _) = try_out(&app, &flow).await;
    assert_eq!((result.arrival, result.finished), (Arrival::Refused, true));
    assert!(
        result.message.contains("switched off"),
        "{}",
        result.message
    );
    there.delete_flow(&flow);
    let (result, _) = try_out(&app, &flow).await;
    assert!(result.message.contains("deleted"), "{}", result.message);

    let unknown = activepieces::test(
        &app.service,
        app.organization.id,
        "fLow00000000000000099",
        None,
    );
    assert_eq!(refused(unknown.await).1, "activepieces_no_endpoint");
}
