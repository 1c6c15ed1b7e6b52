//! What the server has not is told before anything is changed there: it would not say so itself.

use serde_json::{Value, json};
use winfactor_domain::{EventType, Locale};
use winfactor_service::{
    activepieces::{self, Bring, MissingKind, Source},
    endpoints,
    flows::{self, CustomerStepDecision, FlowPatch},
};
use winfactor_testkit::{TestApp, vendors::ActivePiecesStandIn};

use crate::support::{SLACK, bring, keep, sign_in, slack, states, step, version};

const NOTION: &str = "@activepieces/piece-notion";
const HTTP: &str = "@activepieces/piece-http";

#[tokio::test]
async fn each_missing_thing_is_named_with_what_to_do() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    there.add_connection("old-slack", SLACK);
    there.break_connection("old-slack");
    sign_in(&app, &there).await;
    let no_auth = step(
        "bare",
        SLACK,
        "0.17.0",
        "send_channel_message",
        json!({"text": "Hi"}),
    );
    let cases: [(Value, &str, &str, &str); 7] = [
        (
            slack("slack-bot"),
            "connection",
            "slack-bot",
            "give it this external id",
        ),
        (
            slack("old-slack"),
            "broken_connection",
            "old-slack",
            "reconnect it",
        ),
        (no_auth, "no_connection", SLACK, "step 2, BARE"),
        (
            step("page", NOTION, "1.0.0", "create", json!({})),
            "piece",
            NOTION,
            "install it there",
        ),
        (
            step("new", HTTP, "0.11.9", "send_pigeon", json!({})),
            "action",
            "send_pigeon",
            "install a newer version",
        ),
        (
            step("old", HTTP, "2.0.0", "send_request", json!({})),
            "piece_version",
            HTTP,
            "version 0.11.9",
        ),
        (
            step(
                "box",
                "@winfactor/piece-winfactor",
                "0.1.0",
                "inbox",
                json!({"title": "a", "text": "b"}),
            ),
            "here_only",
            "@winfactor/piece-winfactor",
            "runs in WinFactor only",
        ),
    ];
    for (action, kind, name, words) in cases {
        there.install_piece(
            "@winfactor/piece-winfactor",
            "0.1.0",
            true,
            &[],
            &["create_quote"],
        );
        let brought = bring(&app, keep(&app, &version(json!({}), &[action])).await).await;
        let found: Vec<_> = brought
            .missing
            .iter()
            .map(|it| (it.kind.code(), it.name.as_str(), it.steps.clone()))
            .collect();
        assert_eq!(found, [(kind, name, vec![2])], "{brought:?}");
        assert!(
            brought.missing[0].message.contains(words),
            "{}",
            brought.missing[0].message
        );
        assert_eq!(states(&brought)[0], ("check", "failed"));
        assert!(!brought.complete);
    }
    assert_eq!(there.flows(), [""; 0], "nothing was changed there");
}

fn recipe(id: &str, settings: &[(&str, &str)]) -> Bring {
    let settings = settings.iter();
    Bring {
        source: Source::Recipe(id.to_owned()),
        project_id: None,
        locale: Locale::De,
        settings: settings
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

async fn bring_recipe(app: &TestApp, wanted: Bring) -> activepieces::Brought {
    let brought = activepieces::bring(&app.service, app.organization.id, wanted).await;
    brought.unwrap()
}

#[tokio::test]
async fn a_recipe_for_the_inbox_says_that_it_runs_here_only() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    let brought = bring_recipe(&app, recipe("submission-to-inbox", &[])).await;
    let kinds: Vec<_> = brought.missing.iter().map(|it| it.kind.code()).collect();
    assert_eq!(
        kinds,
        ["here_only", "piece"],
        "and the piece is not installed there"
    );
}

#[tokio::test]
async fn a_recipe_is_brought_with_its_settings_once_they_are_filled_in() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    there.add_connection("slack", SLACK);
    sign_in(&app, &there).await;
    let brought = bring_recipe(&app, recipe("quote-accepted-to-slack", &[])).await;
    let unset: Vec<_> = brought
        .missing
        .iter()
        .map(|it| (it.kind.code(), it.name.as_str()))
        .collect();
    assert_eq!(unset, [("setting", "channel")], "{brought:?}");
    let wanted = recipe(
        "quote-accepted-to-slack",
        &[("channel", "C0123"), ("connection", "slack")],
    );
    let brought = bring_recipe(&app, wanted).await;
    assert!(brought.complete, "{brought:?}");
    let published = there.published(&brought.flow_id.unwrap()).unwrap();
    assert!(published.to_string().contains("C0123"));
    let id = brought.endpoint.unwrap();
    let endpoint = endpoints::get(&app.service, app.organization.id, id)
        .await
        .unwrap();
    assert_eq!(endpoint.event_types, [EventType::QuoteAccepted]);
}

#[tokio::test]
async fn another_version_of_a_piece_that_does_the_same_takes_its_place() {
    let app = TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(&app, &there).await;
    let newer = step(
        "post",
        HTTP,
        "~0.12.1",
        "send_request",
        json!({"url": "https://erp.example"}),
    );
    let brought = bring(&app, keep(&app, &version(json!({}), &[newer])).await).await;
    assert!(brought.complete, "{brought:?}");
    assert!(
        brought.steps[0].message.contains("0.11.9 takes its place"),
        "{}",
        brought.steps[0].message
    );
    let published = there.published(&brought.flow_id.unwrap()).unwrap();
    assert_eq!(
        published["trigger"]["nextAction"]["settings"]["pieceVersion"],
        "0.11.9"
    );
}

#[tokio::test]
async fn a_flow_that_writes_to_customers_is_brought_once_that_is_switched_on() {
    let app = &TestApp::sqlite().await;
    let there = ActivePiecesStandIn::start();
    sign_in(app, &there).await;
    let mail = |name: &str, to: &str| {
        let input = json!({
            "auth": "{{connections['office']}}", "from": "desk@windows.example", "to": [to],
            "subject": "Your quote", "body_type": "plain_text", "body": "Thank you.",
        });
        let piece = "@activepieces/piece-smtp";
        step(name, piece, "0.3.0", "send-email", input)
    };
    let steps = [
        mail("customer", "{{trigger.body.data.customer.email}}"),
        mail("team", "sales@windows.example"),
    ];
    let id = keep(app, &version(json!({}), &steps)).await;
    let held_back = async || {
        let mut missing = bring(app, id).await.missing;
        missing.retain(|it| it.kind == MissingKind::CustomerStep);
        missing
    };
    let decide = async |switched_on| {
        let flow = flows::get(&app.service, app.organization.id, id).await;
        let step = flow.unwrap().customer_steps.remove(0);
        let decision = CustomerStepDecision {
            step: step.name,
            fingerprint: step.fingerprint,
            switched_on,
        };
        let decided =
            flows::decide_customer_step(&app.service, app.organization.id, id, decision, "Eva");
        decided.await.unwrap();
    };
    let [undecided] = &held_back().await[..] else {
        panic!("one step");
    };
    assert_eq!(
        (&*undecided.name, &*undecided.steps),
        ("customer", &[2][..])
    );
    assert!(
        undecided.message.contains("not switched on"),
        "{}",
        undecided.message
    );
    assert!(there.runs().is_empty() && flows_there(app).await.is_empty());

    decide(false).await;
    let message = held_back().await.remove(0).message;
    assert!(message.contains("left out here"), "{message}");
    decide(true).await;
    assert_eq!(held_back().await, []);

    let patch = FlowPatch {
        event_types: Some(vec!["quote.created".to_owned()]),
        ..FlowPatch::default()
    };
    let updated = flows::update(&app.service, app.organization.id, id, patch);
    updated.await.unwrap();
    let [internal] = &held_back().await[..] else {
        panic!("one step");
    };
    assert!(
        internal.message.contains("quote.created"),
        "{}",
        internal.message
    );
}

async fn flows_there(app: &TestApp) -> Vec<activepieces::FlowThere> {
    let listed = activepieces::flows(&app.service, app.organization.id, None).await;
    listed.unwrap()
}
