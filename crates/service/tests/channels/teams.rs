//! Microsoft Teams, against a stand-in that follows its documentation.

use std::time::Duration;

use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;
use winfactor_service::{connections::ConnectionStatus, runs::RunStatus};
use winfactor_testkit::{
    Answer, TestApp,
    vendors::teams::{TOKEN, TeamsStandIn},
};

use crate::{
    flows::{all_runs, only_run, running},
    support::{connect, failure, output, state_of, step, submit_as},
};

pub(crate) fn account() -> Value {
    json!({"type": "OAUTH2", "access_token": TOKEN, "props": {"cloud": "login.microsoftonline.com"}})
}

pub(crate) fn webhook(teams: &TeamsStandIn) -> Value {
    json!({"type": "SECRET_TEXT", "secret_text": teams.webhook()})
}

pub(crate) fn message(content_type: &str, content: &str) -> Value {
    let input = json!({
        "teamId": "t1", "channelId": "19:c@thread.tacv2", "contentType": content_type,
        "content": content,
    });
    step(
        1,
        "microsoft-teams",
        "microsoft_teams_send_channel_message",
        input,
    )
}

pub(crate) async fn app(teams: &TeamsStandIn) -> TestApp {
    let vendors = VendorAddresses {
        graph: Some(teams.address()),
        ..VendorAddresses::default()
    };
    let app = TestApp::sqlite_with(vendors).await;
    teams.keep_time(&app.clock);
    app
}

#[tokio::test]
async fn a_channel_message_goes_through_graph() {
    let teams = TeamsStandIn::start();
    let app = app(&teams).await;
    connect(&app, "microsoft-teams", account()).await;
    let content = "<b>New:</b> {{trigger.body.data.customer.name}}";
    running(&app, &[message("html", content)]).await;
    submit_as(&app, "<at id=\"0\">All</at>").await;
    app.deliver().await;
    let taken = teams.taken();
    assert_eq!(
        taken[0].1["body"],
        json!({"contentType": "html",
            "content": "<b>New:</b> &lt;at id=&quot;0&quot;&gt;All&lt;/at&gt;"})
    );
    assert_eq!(output(&app, "step_1").await["id"], "1772438400000");
}

#[tokio::test]
async fn a_workflow_gets_a_card_at_its_address_byte_for_byte() {
    let teams = TeamsStandIn::start();
    let app = app(&teams).await;
    connect(&app, "microsoft-teams", webhook(&teams)).await;
    running(
        &app,
        &[message("text", "New\n{{trigger.body.data.customer.name}}")],
    )
    .await;
    submit_as(&app, "[click](https://evil.example)").await;
    app.deliver().await;
    let card = &teams.taken()[0].1["attachments"][0]["content"];
    assert_eq!(card["version"], "1.4");
    assert_eq!(
        card["body"][1]["inlines"],
        json!([{"type": "TextRun", "text": "[click](https://evil.example)"}])
    );
    assert_eq!(output(&app, "step_1").await, json!({"accepted": true}));
}

#[tokio::test]
async fn a_long_message_is_sent_within_28_kb() {
    let teams = TeamsStandIn::start();
    let app = app(&teams).await;
    connect(&app, "microsoft-teams", webhook(&teams)).await;
    let long = "a line of the message 窓\n".repeat(3000);
    running(&app, &[message("text", &long)]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(teams.taken().len(), 1);
    assert!(teams.calls()[0].body.len() <= 28 * 1024);
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn four_messages_a_second_over_all_runs() {
    let teams = TeamsStandIn::start();
    let app = app(&teams).await;
    connect(&app, "microsoft-teams", webhook(&teams)).await;
    running(&app, &[message("text", "New")]).await;
    for _ in 0..6 {
        app.submit().await;
    }
    app.deliver().await;
    for _ in 0..6 {
        app.deliver_after(Duration::from_millis(250)).await;
    }
    let at: Vec<i64> = teams.taken().iter().map(|(at, _)| at.0).collect();
    assert_eq!(at.len(), 6);
    assert!(at.windows(2).all(|two| two[1] - two[0] >= 250), "{at:?}");
    let runs = all_runs(&app).await;
    assert!(runs.iter().all(|run| run.status == RunStatus::Succeeded));
    assert_eq!(teams.calls().len(), 6, "no call was refused");
}

#[tokio::test]
async fn teams_is_left_alone_for_as_long_as_it_asks() {
    let teams = TeamsStandIn::start();
    teams.answer_next([Answer::status(429).header("retry-after", "20")]);
    let app = app(&teams).await;
    connect(&app, "microsoft-teams", webhook(&teams)).await;
    running(&app, &[message("text", "New")]).await;
    app.submit().await;
    app.deliver().await;
    app.deliver_after(Duration::from_secs(19)).await;
    assert_eq!(teams.calls().len(), 1);
    app.deliver_after(Duration::from_secs(1)).await;
    assert_eq!(teams.taken().len(), 1);
}

#[tokio::test]
async fn odd_answers_of_a_workflow_are_failures() {
    let old = "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 403";
    for (answer, told, status) in [
        (
            Answer::status(200).body(old),
            "did not take the message",
            ConnectionStatus::Works,
        ),
        (
            Answer::status(404),
            "deleted or switched off",
            ConnectionStatus::Expired,
        ),
        (
            Answer::status(401),
            "copy the address",
            ConnectionStatus::Expired,
        ),
        (
            Answer::status(400),
            "does not understand",
            ConnectionStatus::Works,
        ),
    ] {
        let teams = TeamsStandIn::start();
        teams.answer_next([answer]);
        let app = app(&teams).await;
        let connection = connect(&app, "microsoft-teams", webhook(&teams)).await;
        running(&app, &[message("text", "New")]).await;
        app.submit().await;
        app.deliver().await;
        let failure = failure(&app).await;
        assert!(failure.contains(told), "{failure}");
        assert_eq!(state_of(&app, &connection).await.status, status, "{told}");
    }
    // The connectors before Workflows say "1" when it went well.
    let teams = TeamsStandIn::start();
    teams.answer_next([Answer::status(200).body("1")]);
    let app = app(&teams).await;
    connect(&app, "microsoft-teams", webhook(&teams)).await;
    running(&app, &[message("text", "New")]).await;
    app.submit().await;
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn a_sign_in_that_ended_is_told_once() {
    let teams = TeamsStandIn::start();
    let app = app(&teams).await;
    let ended = json!({"type": "OAUTH2", "access_token": "old", "props": {}});
    let connection = connect(&app, "microsoft-teams", ended).await;
    running(&app, &[message("text", "New")]).await;
    app.submit().await;
    app.deliver().await;
    let told = failure(&app).await;
    assert!(told.contains("InvalidAuthenticationToken"), "{told}");
    assert_eq!(
        state_of(&app, &connection).await.status,
        ConnectionStatus::Expired
    );
}

#[tokio::test]
async fn who_the_author_wrote_with_an_at_is_mentioned_and_nobody_else() {
    let teams = TeamsStandIn::start();
    let app = app(&teams).await;
    connect(&app, "microsoft-teams", account()).await;
    let content = "@zoë and @Sam O'Neil: {{trigger.body.data.customer.name}} @Joan";
    running(&app, &[message("text", content)]).await;
    submit_as(&app, "@Eva de Vries").await;
    app.deliver().await;
    let (_, sent) = &teams.taken()[0];
    assert_eq!(
        sent["body"]["content"],
        "<at id=\"0\">Zoë</at> and <at id=\"1\">Sam O&#39;Neil</at>: @Eva de Vries @Joan"
    );
    let who: Vec<&Value> = (0..2)
        .map(|n| &sent["mentions"][n]["mentioned"]["user"]["id"])
        .collect();
    assert_eq!(who, ["user-zoe", "user-sam"]);
    let left = &output(&app, "step_1").await["notMentioned"];
    assert_eq!(left[0]["name"], "Joan");
    assert_eq!(left.as_array().map(Vec::len), Some(1));
    let kept = &only_run(&app).await.steps[1].record.input["content"];
    assert_eq!(*kept, "@zoë and @Sam O'Neil: @Eva de Vries @Joan");
}

#[tokio::test]
async fn without_the_permission_to_see_members_names_stay_text() {
    let teams = TeamsStandIn::start();
    teams.keep_members_back(Answer::json(403, &json!({"error": {"code": "Forbidden"}})));
    let app = app(&teams).await;
    let connection = connect(&app, "microsoft-teams", account()).await;
    running(&app, &[message("text", "@Zoë, look")]).await;
    app.submit().await;
    app.deliver().await;
    let body = json!({"contentType": "text", "content": "@Zoë, look"});
    assert_eq!(teams.taken()[0].1, json!({"body": body}));
    let left = output(&app, "step_1").await["notMentioned"].clone();
    assert_eq!(left[0]["name"], "Zoë");
    let reason = left[0]["reason"].as_str().unwrap();
    assert!(reason.contains("TeamMember.Read.All"), "{reason}");
    assert_eq!(
        state_of(&app, &connection).await.status,
        ConnectionStatus::Works
    );
}

#[tokio::test]
async fn members_are_looked_up_only_where_somebody_may_be_mentioned() {
    let teams = TeamsStandIn::start();
    let app = app(&teams).await;
    connect(&app, "microsoft-teams", account()).await;
    let content = "New: {{trigger.body.data.customer.name}}, info@windows.example";
    running(&app, &[message("text", content)]).await;
    submit_as(&app, "@Zoë").await;
    app.deliver().await;
    assert_eq!(teams.calls().len(), 1);
    assert_eq!(
        teams.taken()[0].1["body"]["content"],
        "New: @Zoë, info@windows.example"
    );
}

#[tokio::test]
async fn a_message_waits_when_its_members_cannot_be_looked_up_for_now() {
    for answer in [
        Answer::status(429).header("retry-after", "5"),
        Answer::status(502),
    ] {
        let teams = TeamsStandIn::start();
        teams.keep_members_back(answer);
        let app = app(&teams).await;
        connect(&app, "microsoft-teams", account()).await;
        running(&app, &[message("text", "@Zoë, look")]).await;
        app.submit().await;
        app.deliver().await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Running);
        teams.give_members();
        app.deliver_after(Duration::from_secs(5)).await;
        assert_eq!(teams.taken()[0].1["mentions"][0]["mentionText"], "Zoë");
    }
}
