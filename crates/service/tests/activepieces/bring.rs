//! Bringing a flow to the server, once and again.

use serde_json::json;
use winfactor_service::{
    activepieces::{self, FlowThere},
    connections::{self, NewConnection},
    endpoints,
    flows::{self, FlowPatch, NewFlow},
};
use winfactor_testkit::{Answer, TestApp, vendors::ActivePiecesStandIn};

use crate::support::{
    SLACK, bring, failure, keep, refused, sign_in, slack, states, step, version, version_of, wanted,
};

const ALL_DONE: [(&str, &str); 4] = [
    ("check", "done"),
    ("import", "done"),
    ("publish", "done"),
    ("endpoint", "done"),
];

async fn flows_there(app: &TestApp) -> Vec<FlowThere> {
    activepieces::flows(&app.service, app.organization.id, None)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_flow_is_imported_published_and_sent_its_events() {
    TestApp::on_both_engines(|app| async move {
        let there = ActivePiecesStandIn::start();
        there.add_connection("slack-bot", SLACK);
        sign_in(&app, &there).await;
        let flow = keep(&app, &version(json!({}), &[slack("slack-bot")])).await;
        let brought = bring(&app, flow).await;
        assert_eq!(states(&brought), ALL_DONE, "{brought:?}");
        assert!(brought.complete && brought.missing.is_empty());

        let id = brought.flow_id.unwrap();
        let published = there.published(&id).unwrap();
        assert_eq!(
            published["trigger"]["nextAction"]["settings"]["input"]["auth"],
            "{{connections['slack-bot']}}"
        );
        let endpoint = endpoints::get(&app.service, app.organization.id, brought.endpoint.unwrap())
            .await
            .unwrap();
        assert_eq!(endpoint.url, there.webhook(&id));
        let types: Vec<_> = endpoint.event_types.iter().map(|it| it.name()).collect();
        assert_eq!(types, ["submission.created", "quote.sent"]);

        app.submit().await;
        app.deliver().await;
        assert_eq!(there.runs().len(), 1);
        assert_eq!(there.runs()[0].status, "SUCCEEDED");
    })
    .await;
}

#[tokio::test]
async fn bringing_a_flow_twice_makes_no_second_one() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    let flow = keep(&app, &version(json!({}), &[])).await;
    let first = bring(&app, flow).await;
    let second = bring(&app, flow).await;
    assert_eq!(states(&second), ALL_DONE);
    assert_eq!(
        (first.flow_id, first.endpoint),
        (second.flow_id.clone(), second.endpoint)
    );
    assert_eq!(there.flows().len(), 1);

    // Somebody deletes it there: it is made anew.
    let gone = second.flow_id.unwrap();
    there.delete_flow(&gone);
    let third = bring(&app, flow).await;
    assert_eq!(states(&third), ALL_DONE);
    assert_ne!(third.flow_id, Some(gone));
    assert_eq!(there.flows().len(), 1);
}

#[tokio::test]
async fn the_endpoint_that_is_there_sends_what_the_flow_wants_by_now() {
    let app = TestApp::sqlite().await;
    let (service, organization) = (&app.service, app.organization.id);
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    let flow = keep(&app, &version(json!({}), &[])).await;
    let endpoint = bring(&app, flow).await.endpoint.unwrap();
    let sent = async || {
        let endpoint = endpoints::get(service, organization, endpoint).await;
        let types = endpoint.unwrap().event_types.into_iter();
        let mut types: Vec<_> = types.map(|it| it.name()).collect();
        types.sort_unstable();
        types
    };
    let patch = FlowPatch {
        event_types: Some(vec!["quote.accepted".to_owned()]),
        ..FlowPatch::default()
    };
    flows::update(service, organization, flow, patch)
        .await
        .unwrap();
    assert_eq!(states(&bring(&app, flow).await), ALL_DONE);
    let all = ["quote.accepted", "quote.sent", "submission.created"];
    assert_eq!(sent().await, all, "what it was told to send stays");

    endpoints::pause(service, organization, endpoint)
        .await
        .unwrap();
    let brought = bring(&app, flow).await;
    let last = brought.steps.last().unwrap();
    assert!(!brought.complete && last.message.contains("resume it"));
}

#[tokio::test]
async fn a_flow_that_runs_here_is_said_to_run_twice() {
    let app = TestApp::sqlite().await;
    let (service, organization) = (&app.service, app.organization.id);
    let there = ActivePiecesStandIn::start();
    there.add_connection("slack-bot", SLACK);
    sign_in(&app, &there).await;
    let office = NewConnection {
        external_id: "slack-bot".to_owned(),
        display_name: "Slack".to_owned(),
        piece_name: SLACK.to_owned(),
        value: json!({"type": "SECRET_TEXT", "secret_text": "xoxb-1"})
            .as_object()
            .unwrap()
            .clone(),
    };
    connections::add(service, organization, office)
        .await
        .unwrap();
    let flow = keep(&app, &version(json!({}), &[slack("slack-bot")])).await;
    let said = async || bring(&app, flow).await.steps.remove(0).message;
    assert!(!said().await.contains("twice"));
    let owner = FlowPatch {
        owner_name: Some(Some("Eva".to_owned())),
        ..FlowPatch::default()
    };
    flows::update(service, organization, flow, owner)
        .await
        .unwrap();
    flows::enable(service, organization, flow).await.unwrap();
    let said = said().await;
    assert!(said.contains("everything happens twice"), "{said}");
}

#[tokio::test]
async fn a_flow_that_was_made_there_but_not_noted_here_is_found_by_its_mark() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    let flow = keep(&app, &version(json!({}), &[])).await;
    let first = bring(&app, flow).await.flow_id;
    let forget = app.service.write(|work| {
        let sql = "DELETE FROM activepieces_flows";
        Ok(work.tx.execute(sql, winfactor_store::params![])?)
    });
    assert_eq!(forget.await.unwrap(), 1);
    assert_eq!(bring(&app, flow).await.flow_id, first);
    assert_eq!(there.flows().len(), 1);
}

#[tokio::test]
async fn a_failure_on_the_way_says_what_was_done_and_the_next_attempt_goes_on() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    let flow = keep(&app, &version(json!({}), &[])).await;
    there.answer_next("GET", "/api/v1/pieces", Answer::status(503));
    let brought = bring(&app, flow).await;
    let rest = ["import", "publish", "endpoint"].map(|task| (task, "not_done"));
    assert_eq!(
        states(&brought),
        [&[("check", "failed")][..], &rest].concat()
    );
    assert!(failure(&brought).contains("status 503"), "{brought:?}");
    assert_eq!((brought.complete, there.flows().len()), (false, 0));

    there.fail_next_trigger();
    let brought = bring(&app, flow).await;
    let so_far = [
        ("check", "done"),
        ("import", "done"),
        ("publish", "failed"),
        ("endpoint", "not_done"),
    ];
    assert_eq!(states(&brought), so_far);
    assert!(
        failure(&brought).contains("TRIGGER_UPDATE_STATUS"),
        "{brought:?}"
    );
    assert_eq!((brought.complete, brought.endpoint), (false, None));

    let brought = bring(&app, flow).await;
    assert_eq!(states(&brought), ALL_DONE);
    assert_eq!(there.flows().len(), 1);
}

#[tokio::test]
async fn what_catch_webhook_checks_is_sent() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    for (name, input) in [
        (
            "basic",
            json!({"authType": "basic", "authFields": {"username": "win", "password": "pass"}}),
        ),
        (
            "header",
            json!({"authType": "header", "authFields": {"headerName": "x-key", "headerValue": "k"}}),
        ),
        (
            "hmac",
            json!({"authType": "hmac", "authFields": {"hmacHeaderName": "x-signature", "hmacSecret": "s",
            "hmacAlgorithm": "sha256", "hmacEncoding": "hex", "hmacSignaturePrefix": "sha256="}}),
        ),
    ] {
        let brought = bring(&app, keep(&app, &version(input, &[])).await).await;
        assert!(brought.complete, "{name}: {brought:?}");
    }
    app.submit().await;
    app.deliver().await;
    assert_eq!(there.runs().len(), 3, "one for each, and no check refused");
}

#[tokio::test]
async fn a_trigger_of_the_winfactor_piece_registers_itself() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    let piece = "@winfactor/piece-winfactor";
    there.install_piece(piece, "0.1.0", true, &["quote_sent"], &[]);
    sign_in(&app, &there).await;
    let trigger = (piece, "0.1.0", "quote_sent");
    let post = step(
        "post",
        "@activepieces/piece-http",
        "0.11.9",
        "send_request",
        json!({}),
    );
    let new = NewFlow {
        template: version_of(trigger, json!({}), &[post]).to_string(),
        ..NewFlow::default()
    };
    let kept = flows::import(&app.service, app.organization.id, new)
        .await
        .unwrap();
    let brought = bring(&app, kept[0].id).await;
    assert_eq!(states(&brought), ALL_DONE, "{brought:?}");
    assert_eq!(brought.endpoint, None);
    assert!(brought.steps[3].message.contains("registers itself"));
}

#[tokio::test]
async fn flows_there_are_listed_with_what_is_known_of_them_here() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    let theirs = there.add_flow(&version(json!({}), &[]));
    there.switch(&theirs, false);
    let flow = keep(&app, &version(json!({}), &[])).await;
    let brought = bring(&app, flow).await;
    let listed: Vec<_> = flows_there(&app)
        .await
        .into_iter()
        .map(|it| (it.id, it.enabled, it.source, it.endpoint))
        .collect();
    let ours = brought.flow_id.unwrap();
    assert_eq!(
        listed,
        [
            (theirs, false, None, None),
            (ours, true, Some(format!("flow:{flow}")), brought.endpoint),
        ]
    );
}

#[tokio::test]
async fn a_project_that_the_account_does_not_work_in_is_refused_by_name() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    let mut elsewhere = wanted(keep(&app, &version(json!({}), &[])).await);
    elsewhere.project_id = Some("pRoject00000000000009".to_owned());
    let (pointer, code, message) =
        refused(activepieces::bring(&app.service, app.organization.id, elsewhere.clone()).await);
    assert_eq!((pointer.as_str(), code), ("/projectId", "unknown_value"));
    assert!(
        message.contains("pRoject00000000000002 (Windows)"),
        "{message}"
    );
    elsewhere.project_id = Some(ActivePiecesStandIn::OTHER_PROJECT.to_owned());
    let brought = activepieces::bring(&app.service, app.organization.id, elsewhere)
        .await
        .unwrap();
    assert!(brought.complete);
    assert_eq!(brought.project_id, ActivePiecesStandIn::OTHER_PROJECT);
}
