//! Runs whose connection does not work wait in the database, and go on by themselves.

use std::time::Duration;

use serde_json::{Value, json};
use winfactor_domain::EventType;
use winfactor_service::{
    Service,
    connections::{self, Connection, ConnectionPatch, ConnectionStatus, TestResult},
    flows::{self, Occasion, Trial},
    runs::{self, RunStatus, StepStatus},
};
use winfactor_store::connections as rows;
use winfactor_testkit::{TestApp, vendors::SlackStandIn};

use crate::{
    flows::{alerts, all_runs, only_run, posts, running, view},
    support::{connect, failure, object, state_of, step},
};

const OLD: &str = "xoxb-old";
const NEW: &str = "xoxb-new";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn bot(token: &str) -> Value {
    json!({"type": "CUSTOM_AUTH", "props": {"botToken": token}})
}

fn message(n: u32) -> Value {
    let input = json!({"channel": format!("C{n}"), "text": "{{trigger.body.data.customer.name}}"});
    step(n, "slack", "send_channel_message", input)
}

/// Slack does not take the office's token (any more).
async fn revoked(slack: &SlackStandIn, app: &TestApp) -> Connection {
    slack.refuse_token(OLD, "token_revoked");
    connect(app, "slack", bot(OLD)).await
}

/// A run that waits because Slack does not take the office's token.
async fn waits(slack: &SlackStandIn, app: &TestApp) -> Connection {
    let office = revoked(slack, app).await;
    running(app, &[message(1)]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(only_run(app).await.run.status, RunStatus::Paused);
    office
}

async fn reconnect(service: &Service, connection: &Connection, organization: &TestApp) {
    let patch = ConnectionPatch {
        value: Some(object(&bot(NEW))),
        ..ConnectionPatch::default()
    };
    let organization = organization.organization.id;
    let saved = connections::update(service, organization, connection.id, patch).await;
    assert_eq!(
        saved.unwrap().connection.state.status,
        ConnectionStatus::Works
    );
}

/// Delivers what is due within some seconds: Slack takes one message a second.
async fn go_on(app: &TestApp) {
    for _ in 0..6 {
        app.deliver_after(Duration::from_secs(1)).await;
    }
}

async fn statuses(app: &TestApp) -> Vec<RunStatus> {
    all_runs(app).await.iter().map(|run| run.status).collect()
}

#[tokio::test]
async fn runs_wait_for_their_connection_and_go_on_by_themselves() {
    let slack = SlackStandIn::start();
    for app in [
        TestApp::sqlite_with(slack.vendors()).await,
        TestApp::postgres_with(slack.vendors()).await,
    ] {
        let before = slack.posted().len();
        let office = revoked(&slack, &app).await;
        running(&app, &[posts(1, "First"), message(2), posts(3, "Last")]).await;
        app.submit().await;
        app.deliver().await;
        let waiting = only_run(&app).await;
        let pause = waiting.pause().unwrap();
        let connection = pause.connection.unwrap();
        assert_eq!(waiting.run.status, RunStatus::Paused);
        assert_eq!(connection.id, office.id);
        assert_eq!(connection.display_name, "The office's");
        assert!(
            connection.reason.contains("token_revoked"),
            "{}",
            connection.reason
        );
        assert!(!pause.awaits_call);
        assert_eq!(pause.until, pause.since.unwrap() + 30 * DAY);

        // Further events are kept, and Slack is left alone.
        let calls = slack.calls().len();
        app.submit().await;
        app.submit().await;
        app.deliver_after(DAY).await;
        assert_eq!(slack.calls().len(), calls);
        assert_eq!(statuses(&app).await, [RunStatus::Paused; 3]);
        let told = alerts(&app).await;
        assert_eq!(told.len(), 1, "one alert in all");
        assert_eq!(told[0].source.as_deref(), Some(&*office.id.to_string()));

        // Nothing of it is in memory only.
        let app = app.crash().await;
        reconnect(&app.service, &office, &app).await;
        go_on(&app).await;
        assert_eq!(statuses(&app).await, [RunStatus::Succeeded; 3]);
        assert_eq!(slack.posted().len() - before, 3, "each once");
        for run in all_runs(&app).await {
            let record = &view(&app, run.id).await.steps[2].record;
            assert_eq!(
                (record.tries, record.is_repeated),
                (1, false),
                "the same try"
            );
        }
        let told = alerts(&app).await;
        assert_eq!(told.len(), 1);
        assert!(told[0].read_at.is_some(), "the matter is closed");
    }
}

#[tokio::test]
async fn a_test_that_succeeds_lets_the_runs_go_on() {
    let slack = SlackStandIn::start();
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let office = waits(&slack, &app).await;
    // The workspace's administrator has allowed the app again.
    slack.open_channel(OLD);
    app.deliver_after(DAY).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Paused);
    let tested = connections::test(&app.service, app.organization.id, office.id).await;
    assert_eq!(tested.unwrap().result, TestResult::Works);
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    assert_eq!(slack.texts(), ["John Smith"]);
}

#[tokio::test]
async fn a_connection_that_was_broken_from_the_start_is_told_when_a_run_needs_it() {
    let slack = SlackStandIn::start();
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let office = revoked(&slack, &app).await;
    let tested = connections::test(&app.service, app.organization.id, office.id).await;
    assert_eq!(tested.unwrap().result, TestResult::Fails);
    assert_eq!(alerts(&app).await.len(), 0);
    running(&app, &[message(1)]).await;
    for _ in 0..2 {
        app.submit().await;
        app.deliver().await;
    }
    assert_eq!(alerts(&app).await.len(), 1);
    assert_eq!(statuses(&app).await, [RunStatus::Paused; 2]);
}

#[tokio::test]
async fn runs_of_one_server_go_on_when_somebody_connects_at_another() {
    let slack = SlackStandIn::start();
    let app = TestApp::postgres_with(slack.vendors()).await;
    let office = waits(&slack, &app).await;
    let other = app.another_server(1).await;
    reconnect(&other.service, &office, &app).await;
    other.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    assert_eq!(slack.texts(), ["John Smith"]);
}

#[tokio::test]
async fn a_run_that_began_to_wait_just_as_its_connection_came_to_work_is_found() {
    let slack = SlackStandIn::start();
    for app in [
        TestApp::sqlite_with(slack.vendors()).await,
        TestApp::postgres_with(slack.vendors()).await,
    ] {
        let office = waits(&slack, &app).await;
        slack.open_channel(OLD);
        // It works, and whoever made it work did not see the run.
        let (organization, id) = (app.organization.id, office.id);
        let works = app.service.write(move |work| {
            let mut row = rows::get_for_update(work.tx, organization, id)?.unwrap();
            row.state.status = ConnectionStatus::Works;
            Ok(rows::update(work.tx, &row)?)
        });
        assert!(works.await.unwrap());
        go_on(&app).await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    }
}

#[tokio::test]
async fn a_connection_that_is_deleted_fails_what_waits_for_it() {
    let slack = SlackStandIn::start();
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let office = waits(&slack, &app).await;
    let deleted = connections::delete(&app.service, app.organization.id, office.id).await;
    deleted.unwrap();
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Failed);
    assert_eq!(
        failure(&app).await,
        "the connection `office` does not exist; choose or create one"
    );
}

#[tokio::test]
async fn a_wait_for_a_connection_ends_after_thirty_days() {
    let slack = SlackStandIn::start();
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let office = waits(&slack, &app).await;
    app.deliver_after(30 * DAY - Duration::from_secs(1)).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Paused);
    app.deliver_after(Duration::from_secs(1)).await;
    let ended = only_run(&app).await.run;
    assert_eq!(ended.status, RunStatus::Timeout);
    let told = ended.failed_step.unwrap().message;
    assert!(
        told.contains("for 30 days") && told.contains("The office's"),
        "{told}"
    );

    // Tried again it waits as long again, and goes on.
    runs::retry(&app.service, app.organization.id, ended.id)
        .await
        .unwrap();
    app.deliver_after(DAY).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Paused);
    reconnect(&app.service, &office, &app).await;
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn a_step_that_goes_on_after_failures_waits_too() {
    let slack = SlackStandIn::start();
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let office = revoked(&slack, &app).await;
    let mut sends = message(1);
    sends["settings"]["errorHandlingOptions"] = json!({
        "continueOnFailure": {"value": true}, "retryOnFailure": {"value": true},
    });
    running(&app, &[sends, posts(2, "After")]).await;
    app.submit().await;
    app.deliver_after(DAY).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Paused);
    reconnect(&app.service, &office, &app).await;
    app.deliver().await;
    let run = only_run(&app).await;
    assert_eq!(run.run.status, RunStatus::Succeeded);
    assert_eq!(run.steps[1].record.status, StepStatus::Succeeded);
}

#[tokio::test]
async fn a_crowd_of_runs_that_waited_goes_on_in_turns() {
    let slack = SlackStandIn::start();
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let office = revoked(&slack, &app).await;
    let input = json!({"channel": "C{{trigger.body.data.submission.id}}", "text": "Hello"});
    running(&app, &[step(1, "slack", "send_channel_message", input)]).await;
    for _ in 0..40 {
        app.submit().await;
    }
    app.deliver().await;
    let found = connections::get(&app.service, app.organization.id, office.id).await;
    assert_eq!(found.unwrap().waiting_runs, 40);
    reconnect(&app.service, &office, &app).await;
    // As many at once as of any flow.
    let mut turns = Vec::new();
    for _ in 0..3 {
        turns.push(runs::resume_due(&app.service).await.unwrap());
    }
    assert_eq!(turns, [32, 8, 0]);
    assert_eq!(slack.posted().len(), 40);
}

const TRIAL: Trial = Trial {
    event_type: EventType::SubmissionCreated,
    sparse: false,
};

#[tokio::test]
async fn whoever_tries_a_flow_out_is_told_at_once() {
    let slack = SlackStandIn::start();
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let office = revoked(&slack, &app).await;
    let (service, organization) = (&app.service, app.organization.id);
    let mut sends = message(1);
    sends["settings"]["errorHandlingOptions"] = json!({"retryOnFailure": {"value": true}});
    let flow = running(&app, &[sends]).await;
    // The first one finds out; the second one knows.
    for known in [false, true] {
        let is_known = state_of(&app, &office).await.status == ConnectionStatus::Expired;
        assert_eq!(is_known, known);
        flows::test(service, organization, flow.id, TRIAL)
            .await
            .unwrap();
        app.deliver().await;
        let run = all_runs(&app).await.remove(0);
        assert_eq!(run.status, RunStatus::Failed);
        let told = run.failed_step.unwrap().message;
        assert!(told.contains("token_revoked"), "{told}");
    }
    let occasion = Occasion::Sample(TRIAL);
    let dry = flows::dry_run(service, organization, flow.id, occasion)
        .await
        .unwrap();
    assert_eq!(dry.status, RunStatus::Failed);
    assert!(dry.failed_step.unwrap().message.contains("token_revoked"));
}
