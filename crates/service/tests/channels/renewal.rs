//! Access by OAuth 2.0 is renewed before it ends, and once after a service did not take it.

use std::time::Duration;

use serde_json::{Value, json};
use winfactor_domain::Timestamp;
use winfactor_service::{
    connections::{self, ConnectionPatch, ConnectionStatus, TestResult},
    runs::RunStatus,
};
use winfactor_testkit::{
    Answer, TestApp,
    app::START,
    vendors::{SlackStandIn, TokenGiver, token_giver::LIFE},
};

use crate::{
    flows::{alerts, all_runs, only_run, running},
    support::{connect, object, state_of, step},
};

/// A message for each run to a channel of its own, so that none waits for its turn.
fn message() -> Value {
    let input = json!({"channel": "C{{trigger.body.data.submission.id}}", "text": "Hello"});
    step(1, "slack", "send_channel_message", input)
}

/// When a token was given out that has so many seconds left.
fn with_left(seconds: i64) -> Option<i64> {
    Some(START.0 / 1000 + seconds - LIFE)
}

/// The tokens that Slack was called with.
fn tokens(slack: &SlackStandIn) -> Vec<String> {
    let calls = slack.calls().into_iter();
    calls
        .map(|call| call.header("authorization").unwrap().replace("Bearer ", ""))
        .collect()
}

async fn statuses(app: &TestApp) -> Vec<RunStatus> {
    all_runs(app).await.iter().map(|run| run.status).collect()
}

#[tokio::test]
async fn access_that_ends_is_renewed_once_for_many_runs() {
    let (slack, giver) = (SlackStandIn::start(), TokenGiver::start());
    for app in [
        TestApp::sqlite_with(slack.vendors()).await,
        TestApp::postgres_with(slack.vendors()).await,
    ] {
        let (giver, before) = (TokenGiver::start(), slack.calls().len());
        connect(&app, "slack", giver.value(with_left(200))).await;
        running(&app, &[message()]).await;
        for _ in 0..5 {
            app.submit().await;
        }
        app.deliver().await;
        assert_eq!(giver.asked(), 1, "once for all");
        assert_eq!(tokens(&slack)[before..], ["xoxb-1"; 5]);
        assert_eq!(statuses(&app).await, [RunStatus::Succeeded; 5]);

        // The refresh token that came with it is good for the next one, after a restart too.
        let app = app.crash().await;
        app.clock.advance(Duration::from_secs(3400));
        app.submit().await;
        app.deliver().await;
        assert_eq!(giver.asked(), 2);
        assert_eq!(tokens(&slack)[before + 5..], ["xoxb-2"]);
        let listed = connections::by_external_id(&app.service, app.organization.id, "office");
        assert_eq!(
            listed.await.unwrap().unwrap().state.status,
            ConnectionStatus::Works
        );
    }
    assert_eq!(giver.asked(), 0);
}

#[tokio::test]
async fn access_that_lasts_is_left_alone() {
    let (slack, giver) = (SlackStandIn::start(), TokenGiver::start());
    let app = TestApp::sqlite_with(slack.vendors()).await;
    connect(&app, "slack", giver.value(with_left(301))).await;
    running(&app, &[message()]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(
        (giver.asked(), tokens(&slack)),
        (0, vec!["xoxb-0".to_owned()])
    );
}

#[tokio::test]
async fn access_that_is_not_taken_is_renewed_once_and_the_step_is_the_same_try() {
    let (slack, giver) = (SlackStandIn::start(), TokenGiver::start());
    slack.refuse_token("xoxb-0", "token_expired");
    for app in [
        TestApp::sqlite_with(slack.vendors()).await,
        TestApp::postgres_with(slack.vendors()).await,
    ] {
        let giver = TokenGiver::start();
        // Nobody noted when it was given out.
        connect(&app, "slack", giver.value(None)).await;
        running(&app, &[message()]).await;
        for _ in 0..3 {
            app.submit().await;
        }
        app.deliver().await;
        assert_eq!(giver.asked(), 1);
        assert_eq!(statuses(&app).await, [RunStatus::Succeeded; 3]);
        assert!(alerts(&app).await.is_empty());
    }
    assert_eq!(giver.asked(), 0);
}

#[tokio::test]
async fn new_access_that_is_not_taken_either_has_to_be_looked_after() {
    let (slack, giver) = (SlackStandIn::start(), TokenGiver::start());
    for n in 0..3 {
        slack.refuse_token(&format!("xoxb-{n}"), "account_inactive");
    }
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let office = connect(&app, "slack", giver.value(None)).await;
    running(&app, &[message()]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!((giver.asked(), tokens(&slack).len()), (1, 2));
    assert_eq!(
        state_of(&app, &office).await.status,
        ConnectionStatus::Expired
    );
    assert_eq!(only_run(&app).await.run.status, RunStatus::Paused);
    assert_eq!(alerts(&app).await.len(), 1);
}

#[tokio::test]
async fn access_that_was_withdrawn_is_told_once_and_the_runs_wait() {
    let slack = SlackStandIn::start();
    for app in [
        TestApp::sqlite_with(slack.vendors()).await,
        TestApp::postgres_with(slack.vendors()).await,
    ] {
        let giver = TokenGiver::start();
        giver.withdraw();
        let office = connect(&app, "slack", giver.value(with_left(0))).await;
        running(&app, &[message()]).await;
        for _ in 0..3 {
            app.submit().await;
        }
        app.deliver().await;
        assert_eq!(giver.asked(), 1);
        let state = state_of(&app, &office).await;
        assert_eq!(state.status, ConnectionStatus::Expired);
        let reason = state.reason.unwrap();
        assert!(reason.contains("invalid_grant"), "{reason}");
        assert_eq!(alerts(&app).await.len(), 1);
        assert_eq!(statuses(&app).await, [RunStatus::Paused; 3]);
        for run in all_runs(&app).await {
            let shown = format!("{:?}", crate::flows::view(&app, run.id).await);
            for secret in ["refresh-0", "xoxb-0", "cl1ent"] {
                assert!(
                    !shown.contains(secret) && !reason.contains(secret),
                    "{secret}"
                );
            }
        }

        let patch = ConnectionPatch {
            value: Some(object(&TokenGiver::start().value(with_left(3600)))),
            ..ConnectionPatch::default()
        };
        let saved = connections::update(&app.service, app.organization.id, office.id, patch);
        saved.await.unwrap();
        app.deliver().await;
        assert_eq!(statuses(&app).await, [RunStatus::Succeeded; 3]);
    }
}

#[tokio::test]
async fn a_client_that_is_not_known_is_to_be_corrected() {
    let slack = SlackStandIn::start();
    let giver = TokenGiver::start();
    let refused = |status, word: &str| Answer::json(status, &json!({"error": word}));
    giver.answer_next([
        refused(400, "invalid_client"),
        refused(401, "invalid_client"),
        refused(400, "unauthorized_client"),
        refused(400, "invalid_client_id"),
    ]);
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let office = connect(&app, "slack", giver.value(with_left(0))).await;
    running(&app, &[message()]).await;
    app.submit().await;
    app.deliver().await;
    let state = state_of(&app, &office).await;
    assert_eq!(state.status, ConnectionStatus::Broken);
    let reason = state.reason.unwrap();
    assert!(reason.contains("client id and client secret"), "{reason}");
    let told = alerts(&app).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains(&reason), "{}", told[0].text);
    for _ in 0..3 {
        let tested = connections::test(&app.service, app.organization.id, office.id).await;
        assert_eq!(tested.unwrap().result, TestResult::Fails);
        let state = state_of(&app, &office).await;
        assert_eq!(state.status, ConnectionStatus::Broken);
    }
    // The client is known by now.
    let tested = connections::test(&app.service, app.organization.id, office.id).await;
    assert_eq!(tested.unwrap().result, TestResult::Works);
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn a_giver_of_access_that_does_not_answer_puts_the_step_off() {
    let (slack, giver) = (SlackStandIn::start(), TokenGiver::start());
    giver.answer_next([
        Answer::status(503),
        Answer::status(429).header("retry-after", "90"),
    ]);
    let app = TestApp::sqlite_with(slack.vendors()).await;
    let office = connect(&app, "slack", giver.value(with_left(0))).await;
    running(&app, &[message()]).await;
    app.submit().await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(
        giver.asked(),
        1,
        "the second run does not ask again at once"
    );
    let waiting = all_runs(&app).await;
    assert_eq!(statuses(&app).await, [RunStatus::Paused; 2]);
    assert_eq!(waiting[0].next_try_at, Some(Timestamp(START.0 + 60_000)));
    app.deliver_after(Duration::from_secs(60)).await;
    assert_eq!(giver.asked(), 2);
    app.deliver_after(Duration::from_secs(89)).await;
    assert_eq!(giver.asked(), 2, "it is left alone for as long as it asks");
    app.deliver_after(Duration::from_secs(1)).await;
    assert_eq!(statuses(&app).await, [RunStatus::Succeeded; 2]);
    assert_eq!(
        state_of(&app, &office).await.status,
        ConnectionStatus::Works
    );
    assert!(alerts(&app).await.is_empty());
}

#[tokio::test]
async fn access_is_used_until_it_ends_when_it_cannot_be_renewed_for_now() {
    let (slack, giver) = (SlackStandIn::start(), TokenGiver::start());
    giver.answer_next([Answer::status(503)]);
    let app = TestApp::sqlite_with(slack.vendors()).await;
    connect(&app, "slack", giver.value(with_left(100))).await;
    running(&app, &[message()]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(tokens(&slack), ["xoxb-0"]);
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn of_two_servers_one_asks() {
    let (slack, giver) = (SlackStandIn::start(), TokenGiver::start());
    let app = TestApp::postgres_with(slack.vendors()).await;
    connect(&app, "slack", giver.value(with_left(0))).await;
    running(&app, &[message()]).await;
    let other = app.another_server(1).await;
    for _ in 0..4 {
        app.submit().await;
    }
    for round in [
        Duration::ZERO,
        Duration::from_secs(2),
        Duration::from_secs(2),
    ] {
        app.clock.advance(round);
        tokio::join!(app.deliver(), other.deliver());
    }
    assert_eq!(giver.asked(), 1);
    assert_eq!(statuses(&app).await, [RunStatus::Succeeded; 4]);
}

#[tokio::test]
async fn each_way_of_asking_for_access_is_known() {
    let header = json!({"authorization_method": "HEADER"});
    let credentials = json!({"grant_type": "client_credentials", "refresh_token": null});
    let wrong_secret = json!({"client_secret": "another"});
    for (change, works) in [(header, true), (credentials, true), (wrong_secret, false)] {
        let (slack, giver) = (SlackStandIn::start(), TokenGiver::start());
        let app = TestApp::sqlite_with(slack.vendors()).await;
        let mut value = giver.value(with_left(0));
        let members = value.as_object_mut().unwrap();
        members.extend(object(&change));
        let office = connect(&app, "slack", value).await;
        running(&app, &[message()]).await;
        app.submit().await;
        app.deliver().await;
        let expected = match works {
            true => (RunStatus::Succeeded, ConnectionStatus::Works),
            false => (RunStatus::Paused, ConnectionStatus::Broken),
        };
        let state = state_of(&app, &office).await;
        let run = only_run(&app).await.run;
        assert_eq!(
            (run.status, state.status),
            expected,
            "{change}: {:?}",
            state.reason
        );
    }
}
