//! Runs that wait: for a time, for somebody, and for nobody.

use std::time::Duration;

use serde_json::{Map, Value, json};
use winfactor_domain::FlowRunId;
use winfactor_service::runs::{ResumePayload, Resumed, RunStatus, StepStatus, resume_waitpoint};
use winfactor_testkit::{TestApp, app::START};

use crate::support::{only_run, posts, running, titles};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn piece(n: u32, piece: &str, action: &str, input: Value) -> Value {
    json!({
        "name": format!("step_{n}"), "type": "PIECE", "displayName": format!("Step {n}"),
        "valid": true,
        "settings": {
            "pieceName": format!("@activepieces/piece-{piece}"), "pieceVersion": "0.1.0",
            "actionName": action, "input": input, "propertySettings": {},
        },
    })
}

fn delay(n: u32, minutes: u32) -> Value {
    piece(
        n,
        "delay",
        "delayFor",
        json!({"unit": "minutes", "delayFor": minutes}),
    )
}

fn links(n: u32) -> Value {
    piece(n, "approval", "create_approval_links", json!({}))
}

fn approval(n: u32) -> Value {
    piece(n, "approval", "wait_for_approval", json!({}))
}

/// The id in the approval link that a step made.
async fn waitpoint(app: &TestApp, step: usize) -> (FlowRunId, String) {
    let view = only_run(app).await;
    let output = view.steps[step].record.output.clone().unwrap();
    let link = output["approvalLink"].as_str().unwrap().to_owned();
    let (address, query) = link.split_once('?').unwrap();
    assert_eq!(query, "action=approve");
    let (before, id) = address.rsplit_once('/').unwrap();
    assert!(before.ends_with(&format!("/api/v1/flow-runs/{}/waitpoints", view.run.id)));
    (view.run.id, id.to_owned())
}

async fn call(app: &TestApp, (run, id): &(FlowRunId, String), action: &str) -> Resumed {
    let payload = ResumePayload {
        query_params: Map::from_iter([("action".to_owned(), json!(action))]),
        ..ResumePayload::default()
    };
    resume_waitpoint(&app.service, *run, id.clone(), payload)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_delay_is_a_moment_in_the_database() {
    TestApp::on_both_engines(|app| async move {
        running(&app, &[posts(1, "Before"), delay(2, 60), posts(3, "After")]).await;
        app.submit().await;
        app.deliver().await;
        let paused = only_run(&app).await;
        assert_eq!(paused.run.status, RunStatus::Paused);
        assert_eq!(paused.run.next_try_at, Some(START + 60 * MINUTE));
        assert_eq!(paused.steps[2].record.status, StepStatus::Paused);
        let app = app.crash().await;
        app.deliver_after(60 * MINUTE - Duration::from_millis(1))
            .await;
        assert_eq!(titles(&app).await, ["Before"]);
        app.deliver_after(Duration::from_millis(1)).await;
        assert_eq!(titles(&app).await, ["After", "Before"]);
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    })
    .await;
}

#[tokio::test]
async fn an_approval_goes_on_once_with_the_first_call() {
    TestApp::on_both_engines(|app| async move {
        let steps = [
            links(1),
            approval(2),
            posts(3, "Approved: {{step_2.approved}}"),
        ];
        running(&app, &steps).await;
        app.submit().await;
        app.deliver().await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Paused);
        let waitpoint = waitpoint(&app, 1).await;
        let unknown = (waitpoint.0, "guessed".to_owned());
        assert_eq!(call(&app, &unknown, "approve").await, Resumed::NotFound);

        assert_eq!(call(&app, &waitpoint, "disapprove").await, Resumed::GoesOn);
        assert_eq!(call(&app, &waitpoint, "approve").await, Resumed::UsedBefore);
        // What was called survives a crash before the run goes on.
        let app = app.crash().await;
        app.deliver().await;
        assert_eq!(titles(&app).await, ["Approved: false"]);
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
        assert_eq!(call(&app, &waitpoint, "approve").await, Resumed::UsedBefore);
    })
    .await;
}

#[tokio::test]
async fn a_call_may_come_before_the_step_that_waits() {
    TestApp::on_both_engines(|app| async move {
        let steps = [
            links(1),
            delay(2, 5),
            approval(3),
            posts(4, "Approved: {{step_3.approved}}"),
        ];
        running(&app, &steps).await;
        app.submit().await;
        app.deliver().await;
        let waitpoint = waitpoint(&app, 1).await;
        assert_eq!(call(&app, &waitpoint, "approve").await, Resumed::GoesOn);
        app.deliver().await;
        assert_eq!(
            titles(&app).await,
            Vec::<String>::new(),
            "the delay is not over"
        );
        app.deliver_after(5 * MINUTE).await;
        assert_eq!(titles(&app).await, ["Approved: true"]);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_waited_for_longer_than_thirty_days() {
    TestApp::on_both_engines(|app| async move {
        running(&app, &[links(1), approval(2), posts(3, "Never")]).await;
        app.submit().await;
        app.deliver().await;
        let waitpoint = waitpoint(&app, 1).await;
        app.deliver_after(30 * DAY - MINUTE).await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Paused);
        app.deliver_after(MINUTE).await;
        let over = only_run(&app).await;
        assert_eq!(over.run.status, RunStatus::Timeout);
        assert_eq!(over.run.failed_step.unwrap().name, "step_2");
        assert_eq!(call(&app, &waitpoint, "approve").await, Resumed::RunIsOver);
    })
    .await;
}

#[tokio::test]
async fn code_runs_beside_the_servers_own_work() {
    TestApp::on_both_engines(|app| async move {
        let code = json!({
            "name": "step_1", "type": "CODE", "displayName": "Code", "valid": true,
            "settings": {
                "sourceCode": {
                    "code": "export const code = async (inputs) => ({ title: inputs.name.toUpperCase() });",
                    "packageJson": "{}",
                },
                "input": {"name": "{{trigger.body.data.customer.name}}"},
            },
        });
        running(&app, &[code, posts(2, "{{step_1.title}}")]).await;
        app.submit().await;
        app.deliver().await;
        assert_eq!(titles(&app).await, ["JOHN SMITH"]);
    })
    .await;
}
