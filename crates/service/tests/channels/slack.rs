//! Slack, against a stand-in that follows its documentation.

use std::time::Duration;

use serde_json::{Value, json};
use winfactor_service::{connections::ConnectionStatus, runs::RunStatus};
use winfactor_testkit::{
    Answer, TestApp,
    vendors::{SlackStandIn, slack::HOOK},
};

use crate::{
    flows::{alerts, all_runs, only_run, retried, running},
    support::{connect, failure, output, state_of, step, submit_as},
};

pub(crate) const TOKEN: &str = "xoxb-office";

pub(crate) fn bot() -> Value {
    json!({"type": "CUSTOM_AUTH", "props": {"botToken": TOKEN}})
}

pub(crate) fn message(n: u32, text: &str) -> Value {
    to_channel(n, "C1", text)
}

fn to_channel(n: u32, channel: &str, text: &str) -> Value {
    step(
        n,
        "slack",
        "send_channel_message",
        json!({"channel": channel, "text": text}),
    )
}

/// An installation whose Slack this is.
pub(crate) async fn app(slack: &SlackStandIn) -> TestApp {
    let app = TestApp::sqlite_with(slack.vendors()).await;
    slack.keep_time(&app.clock);
    app
}

pub(crate) async fn office(slack: &SlackStandIn, steps: &[Value]) -> TestApp {
    let app = app(slack).await;
    connect(&app, "slack", bot()).await;
    running(&app, steps).await;
    app
}

#[tokio::test]
async fn a_message_arrives_as_activepieces_would_send_it() {
    let slack = SlackStandIn::start();
    let text = "*New:* {{trigger.body.data.customer.name}}";
    let app = office(&slack, &[message(1, text)]).await;
    app.submit().await;
    app.deliver().await;
    let posted = slack.posted();
    assert_eq!(posted.len(), 1);
    assert_eq!(posted[0].channel, "C1");
    assert_eq!(posted[0].body["text"], "*New:* John Smith");
    assert_eq!(
        posted[0].body["blocks"][0]["text"]["text"],
        "*New:* John Smith"
    );
    let output = output(&app, "step_1").await;
    assert_eq!(output["ok"], true);
    assert_eq!(output["channel"], "C1");
    assert_eq!(output["ts"], "1772438400.000001");
}

#[tokio::test]
async fn a_lead_named_like_a_ping_pings_nobody() {
    let slack = SlackStandIn::start();
    let text = "<https://x.example|New> {{trigger.body.data.customer.name}}";
    let app = office(&slack, &[message(1, text)]).await;
    submit_as(&app, "<!channel> & <@U1>").await;
    app.deliver().await;
    assert_eq!(
        slack.texts(),
        ["<https://x.example|New> &lt;!channel&gt; &amp; &lt;@U1&gt;"]
    );
}

#[tokio::test]
async fn a_webhook_posts_to_its_own_channel() {
    let slack = SlackStandIn::start();
    let app = app(&slack).await;
    let value = json!({"type": "SECRET_TEXT", "secret_text": slack.webhook()});
    connect(&app, "slack", value).await;
    running(&app, &[message(1, "Hello")]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(slack.posted()[0].channel, "CHOOK");
    assert_eq!(output(&app, "step_1").await, json!({"ok": true}));
}

#[tokio::test]
async fn a_removed_webhook_is_to_be_replaced() {
    let slack = SlackStandIn::start();
    slack.refuse_token(HOOK, "no_service");
    let app = app(&slack).await;
    let value = json!({"type": "SECRET_TEXT", "secret_text": slack.webhook()});
    let connection = connect(&app, "slack", value).await;
    running(&app, &[message(1, "Hello")]).await;
    app.submit().await;
    app.deliver().await;
    assert!(failure(&app).await.contains("the webhook was removed"));
    assert_eq!(
        state_of(&app, &connection).await.status,
        ConnectionStatus::Expired
    );
}

#[tokio::test]
async fn an_expired_connection_is_told_once_and_pauses_its_steps() {
    for word in ["invalid_auth", "token_revoked", "account_inactive"] {
        let slack = SlackStandIn::start();
        slack.refuse_token(TOKEN, word);
        let app = app(&slack).await;
        let connection = connect(&app, "slack", bot()).await;
        running(&app, &[message(1, "Hello")]).await;
        app.submit().await;
        app.deliver().await;
        let state = state_of(&app, &connection).await;
        assert_eq!(state.status, ConnectionStatus::Expired, "{word}");
        assert!(state.reason.unwrap().contains("connect Slack again"));
        let reconnect = |title: &str| title.contains("opnieuw verbinden");
        let told = alerts(&app).await;
        assert_eq!(told.iter().filter(|it| reconnect(&it.title)).count(), 1);

        assert_eq!(only_run(&app).await.run.status, RunStatus::Paused);
        let calls = slack.calls().len();
        app.submit().await;
        app.deliver().await;
        assert_eq!(
            slack.calls().len(),
            calls,
            "{word}: Slack is not asked again"
        );
        let told = alerts(&app).await;
        assert_eq!(told.iter().filter(|it| reconnect(&it.title)).count(), 1);
        assert_eq!(told.len(), 1, "{word}: no run has failed");
    }
}

#[tokio::test]
async fn what_cannot_succeed_is_told_with_advice_and_not_repeated() {
    for (word, advice) in [
        ("channel_not_found", "choose another one"),
        ("is_archived", "archived"),
        ("not_in_channel", "/invite"),
        ("restricted_action", "administrator"),
    ] {
        let slack = SlackStandIn::start();
        slack.close_channel("C1", word);
        let app = office(&slack, &[message(1, "Hello")]).await;
        app.submit().await;
        app.deliver().await;
        let told = failure(&app).await;
        assert!(told.contains(advice) && told.contains(word), "{told}");
        app.deliver_after(Duration::from_secs(3600)).await;
        assert_eq!(slack.calls().len(), 1, "{word}");
    }
}

#[tokio::test]
async fn one_message_a_second_for_each_channel_over_all_runs() {
    let slack = SlackStandIn::start();
    let app = office(&slack, &[message(1, "one"), to_channel(2, "C2", "other")]).await;
    for _ in 0..3 {
        app.submit().await;
    }
    app.deliver().await;
    assert_eq!(
        slack.texts(),
        ["one", "other"],
        "two runs wait for the channel"
    );
    for _ in 0..4 {
        app.deliver_after(Duration::from_secs(1)).await;
    }
    let posted = slack.posted();
    for channel in ["C1", "C2"] {
        let at: Vec<i64> = posted
            .iter()
            .filter(|posted| posted.channel == channel)
            .map(|posted| posted.at.0)
            .collect();
        assert_eq!(at.len(), 3, "{channel}");
        assert!(at.windows(2).all(|two| two[1] - two[0] >= 1000), "{at:?}");
    }
    assert!(
        all_runs(&app)
            .await
            .iter()
            .all(|run| run.status == RunStatus::Succeeded),
        "and no call was refused"
    );
    assert_eq!(slack.calls().len(), 6);
}

#[tokio::test]
async fn slack_is_left_alone_for_as_long_as_it_asks() {
    let slack = SlackStandIn::start();
    slack.answer_next([
        Answer::json(429, &json!({"ok": false, "error": "ratelimited"}))
            .header("retry-after", "30"),
    ]);
    let app = office(&slack, &[message(1, "Hello")]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Running);
    app.submit().await;
    app.deliver_after(Duration::from_secs(29)).await;
    assert_eq!(
        slack.calls().len(),
        1,
        "neither this run nor another one asks"
    );
    app.deliver_after(Duration::from_secs(1)).await;
    app.deliver_after(Duration::from_secs(1)).await;
    assert_eq!(slack.texts(), ["Hello", "Hello"]);
}

#[tokio::test]
async fn when_many_wait_one_message_says_it_all() {
    let slack = SlackStandIn::start();
    let text = "New: {{trigger.body.data.customer.name}}";
    let app = office(&slack, &[message(1, text)]).await;
    for _ in 0..8 {
        app.submit().await;
    }
    app.deliver().await;
    for _ in 0..8 {
        app.deliver_after(Duration::from_secs(1)).await;
    }
    assert!(slack.posted().len() <= 2, "one, and all that waited");
    let said = slack.texts().join("\n");
    assert_eq!(said.matches("New: ").count(), 8);
    let runs = all_runs(&app).await;
    assert!(runs.iter().all(|run| run.status == RunStatus::Succeeded));
}

#[tokio::test]
async fn blocks_that_slack_does_not_take_go_out_as_text() {
    let slack = SlackStandIn::start();
    let blocks = json!([{"type": "carousel"}]);
    let input = json!({"channel": "C1", "text": "Hello", "blocks": blocks});
    let steps = [step(1, "slack", "send_channel_message", input)];
    let app = office(&slack, &steps).await;
    app.submit().await;
    app.deliver().await;
    let posted = slack.posted();
    assert_eq!(posted.len(), 1);
    assert_eq!(posted[0].body["text"], "Hello");
    assert!(posted[0].body.get("blocks").is_none());
    assert_eq!(slack.calls().len(), 2);
}

#[tokio::test]
async fn what_was_sent_before_a_crash_is_found_and_not_sent_again() {
    let slack = SlackStandIn::start();
    let app = office(&slack, &[message(1, "Hello")]).await;
    app.submit().await;
    // It arrives, and the answer is lost together with the server.
    slack.hold_next();
    let service = app.service.clone();
    let delivering = app.deliver_in_background();
    slack.wait_for_call().await;
    delivering.abort();
    drop(service);
    let app = app.crash().await;
    app.deliver_after(Duration::from_secs(600)).await;
    assert_eq!(slack.texts(), ["Hello"]);
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    assert_eq!(output(&app, "step_1").await["message"]["text"], "Hello");
}

#[tokio::test]
async fn a_retry_of_the_second_channel_does_not_repeat_the_first() {
    let slack = SlackStandIn::start();
    let steps = [
        message(1, "first"),
        retried(to_channel(2, "C2", "second")),
        to_channel(3, "C3", "third"),
    ];
    let app = office(&slack, &steps).await;
    slack.close_channel("C2", "internal_error");
    app.submit().await;
    app.deliver().await;
    assert_eq!(slack.texts(), ["first"]);
    slack.open_channel("C2");
    app.deliver_after(Duration::from_secs(4)).await;
    assert_eq!(slack.texts(), ["first", "second", "third"]);
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn no_token_is_kept_in_the_journal_or_shown() {
    let slack = SlackStandIn::start();
    let app = office(&slack, &[message(1, "Hello")]).await;
    app.submit().await;
    app.deliver().await;
    let shown = format!(
        "{:?} {}",
        only_run(&app).await,
        output(&app, "step_1").await
    );
    assert!(!shown.contains(TOKEN), "{shown}");
    let record = &only_run(&app).await.steps[1].record;
    assert_eq!(record.input["auth"], "**REDACTED**");
}
