//! Messages with files, and messages that name their flow, against Slack's stand-in.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use winfactor_service::{connections::ConnectionStatus, runs::RunStatus};
use winfactor_testkit::{Answer, TestReceiver, vendors::SlackStandIn};

use crate::{
    flows::{only_run, running},
    slack::{app, bot, office},
    support::{connect, failure, output, state_of, step},
};

const PDF: &[u8] = b"%PDF-1.7 an offer";

fn embedded() -> Value {
    json!(format!(
        "data:application/pdf;base64,{}",
        BASE64_STANDARD.encode(PDF)
    ))
}

pub(crate) fn with_file(file: Value) -> Value {
    let input = json!({
        "channel": "C1", "text": "Offer for {{trigger.body.data.customer.name}}", "file": file,
        "threadTs": "1772438400.000100",
    });
    step(1, "slack", "send_channel_message", input)
}

#[tokio::test]
async fn a_file_is_uploaded_and_shared_with_its_message() {
    let slack = SlackStandIn::start();
    let app = office(&slack, &[with_file(embedded())]).await;
    app.submit().await;
    app.deliver().await;
    let posted = slack.posted();
    let said = &posted[0].body;
    assert_eq!(said["blocks"][0]["text"]["text"], "Offer for John Smith");
    assert_eq!(said["thread_ts"], "1772438400.000100");
    assert_eq!(said["files"][0]["title"], "unknown.pdf");
    assert_eq!(slack.file(&posted[0]).unwrap(), PDF);
    let file = json!({"id": "F0001", "title": "unknown.pdf"});
    assert_eq!(
        output(&app, "step_1").await,
        json!({"ok": true, "files": [{"ok": true, "files": [file]}]})
    );
    assert!(
        slack.calls()[1].header("authorization").is_none(),
        "the address is the permission to upload"
    );
}

#[tokio::test]
async fn a_file_at_an_address_is_fetched_and_keeps_its_name() {
    let slack = SlackStandIn::start();
    let files = TestReceiver::start();
    // More than is read of other answers.
    let drawing = vec![7_u8; 3 << 20];
    files.answer("/drawing.pdf", Answer::status(200).body(drawing.clone()));
    let app = office(&slack, &[with_file(json!(files.url("/drawing.pdf")))]).await;
    app.submit().await;
    app.deliver().await;
    let posted = slack.posted();
    assert_eq!(posted[0].body["files"][0]["title"], "drawing.pdf");
    assert_eq!(slack.file(&posted[0]).unwrap(), drawing);
}

#[tokio::test]
async fn blocks_beside_a_file_that_are_refused_become_its_comment() {
    let slack = SlackStandIn::start();
    let mut step = with_file(embedded());
    step["settings"]["input"]["blocks"] = json!([{"type": "carousel"}]);
    let app = office(&slack, &[step]).await;
    app.submit().await;
    app.deliver().await;
    let posted = slack.posted();
    assert_eq!(posted.len(), 1);
    assert_eq!(posted[0].body["text"], "Offer for John Smith");
    assert_eq!(posted[0].body.get("blocks"), None);
}

#[tokio::test]
async fn a_file_that_was_shared_before_a_crash_is_found_and_not_shared_again() {
    let slack = SlackStandIn::start();
    let app = office(&slack, &[with_file(embedded())]).await;
    app.submit().await;
    slack.hold_next();
    let service = app.service.clone();
    let delivering = app.deliver_in_background();
    slack.wait_for_file().await;
    delivering.abort();
    drop(service);
    let app = app.crash().await;
    app.deliver_after(std::time::Duration::from_secs(600)).await;
    assert_eq!(slack.posted().len(), 1);
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    let file = json!({"id": "F0001", "title": "unknown.pdf"});
    assert_eq!(
        output(&app, "step_1").await["files"][0]["files"],
        json!([file])
    );
}

#[tokio::test]
async fn why_a_file_is_not_sent_is_told_with_advice() {
    let files = TestReceiver::start();
    files.answer("/gone.pdf", Answer::status(404));
    let gone = json!(files.url("/gone.pdf"));
    for (refusal, file, advice, status) in [
        (
            "missing_scope",
            embedded(),
            "files:write",
            ConnectionStatus::Broken,
        ),
        (
            "file_uploads_disabled",
            embedded(),
            "administrator",
            ConnectionStatus::Works,
        ),
        (
            "file_upload_size_restricted",
            embedded(),
            "larger than",
            ConnectionStatus::Works,
        ),
        (
            "",
            gone,
            "could not be fetched from 127.0.0.1",
            ConnectionStatus::Works,
        ),
        (
            "",
            json!("data:text/plain;base64,"),
            "empty",
            ConnectionStatus::Works,
        ),
    ] {
        let slack = SlackStandIn::start();
        if !refusal.is_empty() {
            slack.refuse_files(refusal);
        }
        let app = app(&slack).await;
        let connection = connect(&app, "slack", bot()).await;
        running(&app, &[with_file(file)]).await;
        app.submit().await;
        app.deliver().await;
        let told = failure(&app).await;
        assert!(told.contains(advice) && told.contains(refusal), "{told}");
        assert_eq!(state_of(&app, &connection).await.status, status, "{told}");
        assert_eq!(slack.posted(), []);
    }
    let slack = SlackStandIn::start();
    slack.close_channel("C1", "not_in_channel");
    let app = office(&slack, &[with_file(embedded())]).await;
    app.submit().await;
    app.deliver().await;
    assert!(failure(&app).await.contains("/invite"));
}

#[tokio::test]
async fn a_webhook_takes_no_files() {
    let slack = SlackStandIn::start();
    let app = app(&slack).await;
    let value = json!({"type": "SECRET_TEXT", "secret_text": slack.webhook()});
    connect(&app, "slack", value).await;
    running(&app, &[with_file(embedded())]).await;
    app.submit().await;
    app.deliver().await;
    assert!(failure(&app).await.contains("use a bot's token"));
    assert_eq!(slack.calls().len(), 0);
}

#[tokio::test]
async fn a_file_is_uploaded_to_slack_and_nowhere_else() {
    let slack = SlackStandIn::start();
    let elsewhere = TestReceiver::start();
    slack.take_files_at(&elsewhere.url("/upload"));
    let app = office(&slack, &[with_file(embedded())]).await;
    app.submit().await;
    app.deliver().await;
    assert!(failure(&app).await.contains("not one of Slack's"));
    assert_eq!(elsewhere.requests().len(), 0);
}

#[tokio::test]
async fn a_message_can_name_the_flow_that_it_comes_from() {
    let slack = SlackStandIn::start();
    let input = |of: &str, to: &str| json!({of: to, "text": "Hi", "mentionOriginFlow": true});
    let steps = [
        step(1, "slack", "send_channel_message", input("channel", "C1")),
        step(2, "slack", "send_direct_message", input("userId", "U1")),
    ];
    let app = office(&slack, &steps).await;
    app.submit().await;
    app.deliver().await;
    let address = app.service.links().flow(only_run(&app).await.run.flow);
    let text = format!("Message sent by <{address}|this flow>.");
    let line = json!({"type": "context", "elements": [{"type": "mrkdwn", "text": text}]});
    let posted = slack.posted();
    assert_eq!(posted.len(), 2);
    assert!(posted.iter().all(|it| it.body["blocks"][1] == line));
}
