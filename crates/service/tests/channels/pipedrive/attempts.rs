//! What becomes of a step that is refused, repeated, or only tried out.

use std::time::Duration;

use serde_json::json;
use winfactor_service::{connections::ConnectionStatus, runs::RunStatus};
use winfactor_testkit::{
    Answer,
    vendors::{
        PipedriveStandIn,
        pipedrive::{budget_spent, scope_mismatch, too_many},
    },
};

use super::{SEARCH, TOKEN, app, asked, deal, office, own_token, person};
use crate::{
    flows::{all_runs, only_run, retried, running, view},
    support::{connect, failure, rehearsed, state_of, step, submit_as},
};

const PERSONS: &str = "/api/v2/persons";

#[tokio::test]
async fn what_was_made_before_a_lost_answer_is_not_made_twice_in_pipedrive() {
    let nameless = json!({"name": "{{trigger.body.data.customer.name}}"});
    for step in [
        person(),
        step(1, "pipedrive", "create-person", nameless),
        deal("{{trigger.body.data.customer.name}}", 5),
    ] {
        let server = PipedriveStandIn::start(TOKEN);
        let app = app(&server).await;
        office(&app, &[retried(step)]).await;
        server.lose_next_answer();
        app.submit().await;
        app.deliver().await;
        app.deliver_after(Duration::from_secs(60)).await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
        assert_eq!(server.persons().len() + server.deals().len(), 1);
    }
}

#[tokio::test]
async fn a_test_event_writes_nothing_to_pipedrive_and_says_so() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    connect(&app, "pipedrive", own_token()).await;
    let output = rehearsed(&app, person()).await;
    assert_eq!(output["test"], true);
    assert_eq!(output["data"]["id"], 123, "the sample");
    assert!(server.receiver().requests().is_empty());
}

#[tokio::test]
async fn a_token_that_ended_and_a_permission_that_is_missing_need_different_advice() {
    for (token, answer, advice, status) in [
        (
            "another-token",
            None,
            "Copy it anew",
            ConnectionStatus::Expired,
        ),
        (
            TOKEN,
            Some(scope_mismatch()),
            "contacts:full and deals:full",
            ConnectionStatus::Works,
        ),
    ] {
        let server = PipedriveStandIn::start(token);
        let app = app(&server).await;
        let connection = connect(&app, "pipedrive", own_token()).await;
        running(&app, &[person()]).await;
        if let Some(answer) = answer {
            server.answer_next("POST", PERSONS, answer);
        }
        app.submit().await;
        app.deliver().await;
        let failure = failure(&app).await;
        assert!(failure.contains(advice), "{failure}");
        assert!(!failure.contains(TOKEN), "{failure}");
        assert_eq!(state_of(&app, &connection).await.status, status);
    }
}

#[tokio::test]
async fn pipedrive_is_left_alone_for_as_long_as_it_asks() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    office(&app, &[person()]).await;
    server.answer_next("POST", PERSONS, too_many());
    app.submit().await;
    app.deliver().await;
    app.deliver_after(Duration::from_secs(1)).await;
    assert_eq!(server.persons().len(), 0, "two seconds were asked for");
    app.deliver_after(Duration::from_secs(1)).await;
    assert_eq!(server.persons().len(), 1);
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}

#[tokio::test]
async fn a_budget_that_is_used_up_is_waited_for_and_nobody_asks_before() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    office(&app, &[person()]).await;
    // It is eight o'clock: the day may have changed at this hour, or at midnight.
    server.answer_next("GET", SEARCH, budget_spent());
    server.answer_next("GET", SEARCH, budget_spent());
    for name in ["John Smith", "Jan Jansen", "Eva Jansen"] {
        submit_as(&app, name).await;
    }
    app.deliver().await;
    assert_eq!(asked(&server, SEARCH), 1, "the others know");
    app.deliver_after(Duration::from_secs(60)).await;
    assert_eq!(asked(&server, SEARCH), 2);
    app.deliver_after(Duration::from_secs(15 * 3600)).await;
    assert_eq!(asked(&server, SEARCH), 2);
    app.deliver_after(Duration::from_secs(3600)).await;
    for _ in 0..3 {
        app.deliver_after(Duration::from_secs(1)).await;
    }
    assert_eq!(server.persons().len(), 1, "they have the same address");
    let mut refused = Vec::new();
    for run in all_runs(&app).await {
        assert_eq!(run.status, RunStatus::Succeeded);
        refused.push(view(&app, run.id).await.steps[1].record.put_off);
    }
    refused.sort_unstable();
    assert_eq!(refused, [0, 0, 2]);
}

#[tokio::test]
async fn what_pipedrive_cannot_be_asked_now_is_asked_later() {
    let server = PipedriveStandIn::start(TOKEN);
    let app = app(&server).await;
    office(&app, &[person()]).await;
    server.answer_next("GET", SEARCH, Answer::status(503));
    app.submit().await;
    app.deliver().await;
    app.deliver_after(Duration::from_secs(5)).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
}
