//! Flows to run, and what came of them.

use serde_json::{Value, json};
use winfactor_domain::{FlowRunId, Locale, OrganizationId};
use winfactor_service::{
    Page, ServiceError,
    flows::{self, CustomerStepDecision, Flow, NewFlow},
    inbox::{self, Message, MessageKind},
    runs::{self, RunSummary, RunView, RunsFilter},
};
use winfactor_testkit::TestApp;

pub(crate) const OWNER: &str = "Eva de Vries";
/// Refers to something that is not a web address, so that an inbox step with it as link fails.
pub(crate) const NOT_A_LINK: &str = "{{trigger.body.data.customer.name}}";

pub(crate) fn page() -> Page {
    Page {
        limit: 50,
        before: None,
    }
}

/// A template document: Catch Webhook, then these steps.
pub(crate) fn template(name: &str, steps: &[Value]) -> String {
    with_trigger(name, "@activepieces/piece-webhook", "catch_webhook", steps)
}

pub(crate) fn with_trigger(name: &str, piece: &str, trigger: &str, steps: &[Value]) -> String {
    let chain = steps.iter().rev().fold(Value::Null, |next, step| {
        let mut step = step.clone();
        step["nextAction"] = next;
        step
    });
    json!({
        "name": name, "type": "SHARED", "summary": "As exported", "description": "", "tags": [],
        "blogUrl": "", "metadata": null, "author": "", "categories": [], "pieces": [piece],
        "status": "PUBLISHED",
        "flows": [{
            "displayName": name, "valid": true, "schemaVersion": "20", "notes": [],
            "trigger": {
                "name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Trigger", "valid": true,
                "lastUpdatedDate": "2025-01-01T00:00:00.000Z",
                "settings": {
                    "pieceName": piece, "pieceVersion": "0.1.33", "triggerName": trigger,
                    "input": {}, "propertySettings": {},
                },
                "nextAction": chain,
            },
        }],
    })
    .to_string()
}

/// An inbox step named `step_<n>`, which people call `Post <n>`.
pub(crate) fn post(n: u32, input: &Value) -> Value {
    json!({
        "name": format!("step_{n}"), "type": "PIECE", "displayName": format!("Post {n}"),
        "valid": true, "lastUpdatedDate": "2025-01-01T00:00:00.000Z",
        "settings": {
            "pieceName": "@winfactor/piece-winfactor", "pieceVersion": "0.1.0",
            "actionName": "inbox", "input": input, "propertySettings": {},
        },
    })
}

/// An inbox step that succeeds.
pub(crate) fn posts(n: u32, title: &str) -> Value {
    post(
        n,
        &json!({"title": title, "text": "of {{trigger.body.data.customer.name}}"}),
    )
}

/// An inbox step that fails.
pub(crate) fn fails(n: u32) -> Value {
    post(
        n,
        &json!({"title": "Never", "text": "seen", "link": NOT_A_LINK}),
    )
}

/// The step, tried up to four times.
pub(crate) fn retried(mut step: Value) -> Value {
    step["settings"]["errorHandlingOptions"] = json!({"retryOnFailure": {"value": true}});
    step
}

pub(crate) async fn import(app: &TestApp, template: String) -> Flow {
    let new = NewFlow {
        template,
        owner_name: Some(OWNER.to_owned()),
        ..NewFlow::default()
    };
    let imported = flows::import(&app.service, app.organization.id, new).await;
    imported.unwrap().remove(0)
}

/// Switches on what writes to customers, or leaves it out.
pub(crate) async fn decide(app: &TestApp, flow: &Flow, switched_on: bool) {
    decide_of(app, app.organization.id, flow, switched_on).await;
}

/// The same for a flow of whatever organization.
pub(crate) async fn decide_of(
    app: &TestApp,
    organization: OrganizationId,
    flow: &Flow,
    switched_on: bool,
) {
    for step in &flow.customer_steps {
        let decision = CustomerStepDecision {
            step: step.name.clone(),
            fingerprint: step.fingerprint.clone(),
            switched_on,
        };
        let service = &app.service;
        let made = flows::decide_customer_step(service, organization, flow.id, decision, OWNER);
        made.await.unwrap();
    }
}

/// A flow of these steps, switched on, with those that write to customers.
pub(crate) async fn running(app: &TestApp, steps: &[Value]) -> Flow {
    let flow = import(app, template("Tell the team", steps)).await;
    decide(app, &flow, true).await;
    let enabled = flows::enable(&app.service, app.organization.id, flow.id).await;
    enabled.unwrap()
}

/// The recommended recipe, switched on.
pub(crate) async fn recipe(app: &TestApp, locale: Locale) -> Flow {
    let (service, organization) = (&app.service, app.organization.id);
    let recipe = &flows::recipes(locale)[0].id;
    let made = flows::create_from_recipe(service, organization, recipe, locale, Some(OWNER)).await;
    let flow = made.unwrap();
    flows::enable(service, organization, flow.id).await.unwrap()
}

async fn of_kind(app: &TestApp, kind: MessageKind) -> Vec<Message> {
    let listed = inbox::list(&app.service, app.organization.id, page()).await;
    let (mut messages, _) = listed.unwrap();
    messages.retain(|message| message.kind == kind);
    messages.sort_by_key(|message| message.created_at);
    messages
}

/// What flows posted, oldest first.
pub(crate) async fn messages(app: &TestApp) -> Vec<Message> {
    of_kind(app, MessageKind::Message).await
}

pub(crate) async fn titles(app: &TestApp) -> Vec<String> {
    let messages = messages(app).await.into_iter();
    let mut titles: Vec<String> = messages.map(|message| message.title).collect();
    titles.sort();
    titles
}

/// What WinFactor said, oldest first.
pub(crate) async fn alerts(app: &TestApp) -> Vec<Message> {
    of_kind(app, MessageKind::Alert).await
}

/// All runs, newest first.
pub(crate) async fn all_runs(app: &TestApp) -> Vec<RunSummary> {
    let filter = RunsFilter::default();
    let listed = runs::list(&app.service, app.organization.id, filter, page()).await;
    listed.unwrap().0
}

/// The only run.
pub(crate) async fn only_run(app: &TestApp) -> RunView {
    let runs = all_runs(app).await;
    assert_eq!(runs.len(), 1);
    view(app, runs[0].id).await
}

pub(crate) async fn view(app: &TestApp, id: FlowRunId) -> RunView {
    let found = runs::get(&app.service, app.organization.id, id).await;
    found.unwrap()
}

/// Where and why something was refused.
pub(crate) fn refused<T: std::fmt::Debug>(
    result: Result<T, ServiceError>,
) -> Vec<(String, String)> {
    match result {
        Err(ServiceError::Invalid(invalid)) => {
            let errors = invalid.0.into_iter();
            errors.map(|error| (error.pointer, error.message)).collect()
        }
        other => panic!("expected invalid fields, got {other:?}"),
    }
}

/// The stable word of a conflict, or `not_found`.
pub(crate) fn code<T: std::fmt::Debug>(result: Result<T, ServiceError>) -> &'static str {
    match result {
        Err(ServiceError::Conflict { code, .. }) => code,
        Err(ServiceError::NotFound { .. }) => "not_found",
        other => panic!("expected a conflict, got {other:?}"),
    }
}
