//! Requests that flows make: what is sent, what a crash repeats, and who is held up by a slow
//! receiver.

use std::time::Duration;

use serde_json::{Value, json};
use winfactor_service::runs::{self, RunStatus, StepStatus};
use winfactor_testkit::{Answer, TestApp, TestReceiver};

use crate::support::{all_runs, only_run, posts, retried, running, template, titles, view};

const SECOND: Duration = Duration::from_secs(1);
/// Longer than a server may be silent.
const LONG: Duration = Duration::from_secs(120);

/// A step `step_<n>` that posts a body to the address.
pub(crate) fn sends(n: u32, url: &str, body: Value) -> Value {
    json!({
        "name": format!("step_{n}"), "type": "PIECE", "displayName": format!("Send {n}"),
        "valid": true,
        "settings": {
            "pieceName": "@activepieces/piece-http", "pieceVersion": "0.11.9",
            "actionName": "send_request", "propertySettings": {},
            "input": {
                "method": "POST", "url": url, "headers": {}, "queryParams": {},
                "authType": "NONE", "body_type": "json", "body": {"data": body},
                "failureMode": "retry_none",
            },
        },
    })
}

/// Goes into its steps for one type of event.
fn for_event(name: &str, event_type: &str, first: Value) -> Value {
    json!({
        "name": name, "type": "ROUTER", "displayName": name, "valid": true,
        "settings": {"executionType": "EXECUTE_FIRST_MATCH", "branches": [
            {"branchName": "Match", "branchType": "CONDITION", "conditions": [[{
                "operator": "TEXT_EXACTLY_MATCHES",
                "firstValue": "{{trigger.body.eventType}}", "secondValue": event_type,
            }]]},
            {"branchName": "Otherwise", "branchType": "FALLBACK"},
        ]},
        "children": [first, null],
    })
}

fn loops(name: &str, items: &str, first: Value) -> Value {
    json!({
        "name": name, "type": "LOOP_ON_ITEMS", "displayName": name, "valid": true,
        "settings": {"items": items}, "firstLoopAction": first,
    })
}

#[tokio::test]
async fn a_request_is_sent_from_a_branch() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        receiver.answer("/crm", Answer::json(201, &json!({"id": 7})));
        let body = json!({"name": "{{trigger.body.data.customer.name}}"});
        let send = sends(1, &receiver.url("/crm"), body);
        let router = for_event("router", "submission.created", send);
        running(&app, &[router, posts(2, "CRM {{step_1.body.id}}")]).await;
        app.submit().await;
        app.deliver().await;

        let requests = receiver.requests();
        assert_eq!(requests.len(), 1);
        assert_eq!(requests[0].json::<Value>(), json!({"name": "John Smith"}));
        let view = only_run(&app).await;
        assert_eq!(view.run.status, RunStatus::Succeeded);
        let names: Vec<_> = view
            .steps
            .iter()
            .map(|step| step.path.to_string())
            .collect();
        assert_eq!(names, ["trigger", "router", "step_1", "step_2"]);
        let sent = &view.steps[2].record;
        assert_eq!(sent.output.as_ref().unwrap()["status"], 201);
        assert!(!sent.is_repeated);
        assert_eq!(titles(&app).await, ["CRM 7"]);
    })
    .await;
}

#[tokio::test]
async fn a_loop_sends_one_request_after_the_other() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        let send = sends(1, &receiver.url("/item"), json!({"n": "{{loop.item}}"}));
        let steps = [
            loops("loop", "{{[3, 1, 2]}}", send),
            posts(2, "{{loop.iterations.length}} sent"),
        ];
        running(&app, &steps).await;
        app.submit().await;
        app.deliver().await;
        let sent = receiver.requests().into_iter();
        let sent: Vec<_> = sent.map(|it| it.json::<Value>()["n"].clone()).collect();
        assert_eq!(sent, [json!(3), json!(1), json!(2)]);
        let view = only_run(&app).await;
        let names: Vec<_> = view
            .steps
            .iter()
            .map(|step| step.path.to_string())
            .collect();
        let paths = ["loop[0].step_1", "loop[1].step_1", "loop[2].step_1"];
        assert_eq!(names[1], "loop");
        assert_eq!(names[2..5], paths);
        assert_eq!(titles(&app).await, ["3 sent"]);
    })
    .await;
}

#[tokio::test]
async fn a_refused_request_is_tried_again_after_its_wait() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        receiver.answer_in_order("/crm", [Answer::status(503), Answer::status(200)]);
        running(&app, &[retried(sends(1, &receiver.url("/crm"), json!({})))]).await;
        app.submit().await;
        app.deliver().await;
        let waiting = only_run(&app).await;
        assert_eq!(waiting.run.status, RunStatus::Running);
        assert_eq!(waiting.steps[1].record.status, StepStatus::Running);
        assert!(waiting.steps[1].record.error_message.is_some());
        app.deliver_after(4 * SECOND - Duration::from_millis(1))
            .await;
        assert_eq!(receiver.requests().len(), 1, "not a moment early");
        app.deliver_after(Duration::from_millis(1)).await;
        assert_eq!(receiver.requests().len(), 2);
        let done = only_run(&app).await;
        assert_eq!(done.run.status, RunStatus::Succeeded);
        assert_eq!(done.steps[1].record.tries, 2);
        assert!(!done.steps[1].record.is_repeated, "its failure was known");
    })
    .await;
}

#[tokio::test]
async fn a_request_that_a_crash_cut_off_is_repeated_and_shown_so() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        receiver.answer_in_order("/crm", [Answer::hang(), Answer::status(200)]);
        let steps = [
            posts(1, "First"),
            sends(2, &receiver.url("/crm"), json!({})),
            posts(3, "Last"),
        ];
        running(&app, &steps).await;
        app.submit().await;
        let working = app.deliver_in_background();
        receiver.wait_for(1).await;
        working.abort();
        let begun = only_run(&app).await;
        assert!(begun.steps[2].record.is_uncertain());
        let app = app.crash().await;
        app.deliver().await;
        // Another server may have been alive a moment ago: it is waited for.
        app.deliver_after(LONG).await;
        assert_eq!(receiver.requests().len(), 2);
        let done = only_run(&app).await;
        assert_eq!(done.run.status, RunStatus::Succeeded);
        assert!(done.steps[2].record.is_repeated);
        assert_eq!(titles(&app).await, ["First", "Last"], "each message once");
        receiver.release("/crm");
    })
    .await;
}

#[tokio::test]
async fn a_flow_whose_receiver_hangs_does_not_hold_up_the_others() {
    const EVENTS: usize = 140;
    /// A list shows no more at once.
    const SHOWN: usize = 50;
    let app = TestApp::sqlite().await;
    let receiver = TestReceiver::start();
    receiver.answer("/slow", Answer::hang());
    running(&app, &[sends(1, &receiver.url("/slow"), json!({}))]).await;
    running(&app, &[posts(1, "Quick")]).await;
    let working = app.deliver_in_background();
    let mut changes = app.service.changes();
    for _ in 0..EVENTS {
        app.submit().await;
    }
    // Whoever falls behind in listening asks again all the same.
    while titles(&app).await.len() < SHOWN {
        let _ = changes.recv().await;
    }
    receiver.wait_for(128).await;
    assert_eq!(
        receiver.most_at_once("/slow"),
        128,
        "a flow has no more places"
    );
    receiver.answer("/slow", Answer::status(200));
    receiver.release("/slow");
    receiver.wait_for(EVENTS).await;
    app.stop();
    working.await.unwrap();
    assert_eq!(receiver.requests().len(), EVENTS, "each was sent once");
}

#[tokio::test]
async fn a_server_that_stops_writes_what_it_did_and_gives_the_rest_back() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        receiver.answer_in_order("/a", [Answer::hang(), Answer::status(200)]);
        let steps = [
            sends(1, &receiver.url("/a"), json!({})),
            sends(2, &receiver.url("/b"), json!({})),
        ];
        running(&app, &steps).await;
        app.submit().await;
        let working = app.deliver_in_background();
        receiver.wait_for(1).await;
        app.stop();
        receiver.release("/a");
        working.await.unwrap();
        assert_eq!(receiver.requests_to("/b").len(), 0);

        let app = app.crash().await;
        app.deliver().await;
        assert_eq!(
            receiver.requests_to("/a").len(),
            1,
            "its outcome was written"
        );
        assert_eq!(receiver.requests_to("/b").len(), 1);
        let done = only_run(&app).await;
        assert_eq!(done.run.status, RunStatus::Succeeded);
        assert!(done.steps.iter().all(|step| !step.record.is_repeated));
    })
    .await;
}

#[tokio::test]
async fn a_failed_run_begins_anew_with_the_flow_as_it_is_now() {
    TestApp::on_both_engines(|app| async move {
        let receiver = TestReceiver::start();
        receiver.answer("/old", Answer::status(410));
        let old = [
            posts(1, "First"),
            sends(2, &receiver.url("/old"), json!({})),
        ];
        let flow = running(&app, &old).await;
        app.submit().await;
        app.deliver().await;
        let failed = only_run(&app).await.run;
        assert_eq!(failed.status, RunStatus::Failed);

        let new = [
            posts(1, "Again"),
            sends(2, &receiver.url("/new"), json!({})),
        ];
        let patch = winfactor_service::flows::FlowPatch {
            template: Some(template("Tell the team", &new)),
            ..Default::default()
        };
        let (service, organization) = (&app.service, app.organization.id);
        winfactor_service::flows::update(service, organization, flow.id, patch)
            .await
            .unwrap();
        runs::retry_on_latest_version(service, organization, failed.id)
            .await
            .unwrap();
        app.deliver().await;
        let done = view(&app, failed.id).await;
        assert_eq!(done.run.status, RunStatus::Succeeded);
        assert_eq!(receiver.requests_to("/new").len(), 1);
        assert_eq!(titles(&app).await, ["Again", "First"]);
        assert_eq!(all_runs(&app).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_request_to_a_private_address_that_is_not_allowed_fails_the_step() {
    let app = TestApp::sqlite().await;
    running(
        &app,
        &[sends(1, "http://169.254.169.254/latest", json!({}))],
    )
    .await;
    app.submit().await;
    app.deliver().await;
    let view = only_run(&app).await;
    assert_eq!(view.run.status, RunStatus::Failed);
    assert_eq!(view.run.failed_step.unwrap().name, "step_1");
}
