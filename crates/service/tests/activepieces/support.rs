use std::collections::BTreeMap;

use serde_json::{Value, json};
use winfactor_domain::{FlowId, Locale};
use winfactor_service::{
    Result, ServiceError,
    activepieces::{self, Bring, Brought, NewSignIn, SignedIn, Source, StepState},
    endpoints::{self, EndpointInput},
    flows::{self, NewFlow},
};
use winfactor_testkit::{TestApp, vendors::ActivePiecesStandIn};

pub(crate) const SLACK: &str = "@activepieces/piece-slack";

/// Somebody signs in at the server.
pub(crate) async fn sign_in(app: &TestApp, there: &ActivePiecesStandIn) -> SignedIn {
    try_sign_in(app, &there.address(), ActivePiecesStandIn::PASSWORD)
        .await
        .unwrap()
}

pub(crate) async fn try_sign_in(app: &TestApp, url: &str, password: &str) -> Result<SignedIn> {
    let new = NewSignIn {
        url: url.to_owned(),
        email: ActivePiecesStandIn::EMAIL.to_owned(),
        password: password.to_owned().into(),
    };
    activepieces::sign_in(&app.service, app.organization.id, new).await
}

pub(crate) fn step(name: &str, piece: &str, version: &str, action: &str, input: Value) -> Value {
    json!({
        "name": name, "type": "PIECE", "displayName": name.to_uppercase(), "valid": true,
        "lastUpdatedDate": "2025-01-01T00:00:00.000Z",
        "settings": {"pieceName": piece, "pieceVersion": version, "actionName": action,
            "input": input, "propertySettings": {}},
    })
}

/// A message to Slack with this connection.
pub(crate) fn slack(connection: &str) -> Value {
    let auth = format!("{{{{connections['{connection}']}}}}");
    let input = json!({"auth": auth, "channel": "C1", "sendAsBot": true, "text": "Hello"});
    step("slack", SLACK, "0.17.0", "send_channel_message", input)
}

/// A flow version that Catch Webhook starts.
pub(crate) fn version(trigger_input: Value, actions: &[Value]) -> Value {
    let trigger = ("@activepieces/piece-webhook", "0.1.33", "catch_webhook");
    version_of(trigger, trigger_input, actions)
}

pub(crate) fn version_of(trigger: (&str, &str, &str), input: Value, actions: &[Value]) -> Value {
    let chain = actions.iter().rev().fold(Value::Null, |next, action| {
        let mut action = action.clone();
        action["nextAction"] = next;
        action
    });
    let (piece, version, name) = trigger;
    json!({
        "displayName": "Quotes", "valid": true, "schemaVersion": "20", "notes": [],
        "trigger": {"name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Start", "valid": true,
            "lastUpdatedDate": "2025-01-01T00:00:00.000Z", "nextAction": chain,
            "settings": {"pieceName": piece, "pieceVersion": version, "triggerName": name,
                "input": input, "propertySettings": {}}},
    })
}

/// Somebody keeps a flow here, for two types of events.
pub(crate) async fn keep(app: &TestApp, version: &Value) -> FlowId {
    let new = NewFlow {
        template: version.to_string(),
        event_types: Some(vec![
            "quote.sent".to_owned(),
            "submission.created".to_owned(),
        ]),
        ..NewFlow::default()
    };
    let imported = flows::import(&app.service, app.organization.id, new).await;
    imported.unwrap()[0].id
}

pub(crate) fn wanted(flow: FlowId) -> Bring {
    Bring {
        source: Source::Flow(flow),
        project_id: None,
        locale: Locale::En,
        settings: BTreeMap::new(),
    }
}

pub(crate) async fn bring(app: &TestApp, flow: FlowId) -> Brought {
    activepieces::bring(&app.service, app.organization.id, wanted(flow))
        .await
        .unwrap()
}

/// The states of the steps, as words.
pub(crate) fn states(brought: &Brought) -> Vec<(&'static str, &'static str)> {
    let steps = brought.steps.iter();
    steps
        .map(|step| (step.task.code(), step.state.code()))
        .collect()
}

/// What is said of the step that failed.
pub(crate) fn failure(brought: &Brought) -> &str {
    let mut steps = brought.steps.iter();
    let failed = steps.find(|step| step.state == StepState::Failed);
    &failed.expect("a step failed").message
}

/// The pointer, code and message of a refused field, or the code and message of a conflict.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T>) -> (String, &'static str, String) {
    match result.unwrap_err() {
        ServiceError::Invalid(invalid) => {
            let error = invalid.0.into_iter().next().unwrap();
            (error.pointer, error.code, error.message)
        }
        ServiceError::Conflict { code, message } => (String::new(), code, message),
        other => panic!("{other}"),
    }
}

pub(crate) async fn add_endpoint(app: &TestApp, url: &str) -> Result<endpoints::Created> {
    let new = EndpointInput {
        url: url.to_owned(),
        ..EndpointInput::default()
    };
    endpoints::create(&app.service, app.organization.id, new).await
}
