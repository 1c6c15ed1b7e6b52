use serde_json::{Map, Value, json};
use winfactor_domain::EventType;
use winfactor_service::{
    connections::{self, Connection, ConnectionState, NewConnection},
    flows::{self, Trial},
};
use winfactor_testkit::TestApp;

use crate::flows::{only_run, running};

pub(crate) fn object(value: &Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// A connection that flows name `office`.
pub(crate) async fn connect(app: &TestApp, piece: &str, value: Value) -> Connection {
    connect_as(app, "office", piece, value).await
}

/// A connection of another name.
pub(crate) async fn connect_as(
    app: &TestApp,
    external_id: &str,
    piece: &str,
    value: Value,
) -> Connection {
    let new = NewConnection {
        external_id: external_id.to_owned(),
        display_name: "The office's".to_owned(),
        piece_name: format!("@activepieces/piece-{piece}"),
        value: object(&value),
    };
    let created = connections::create(&app.service, app.organization.id, new, None).await;
    created.unwrap().created().unwrap()
}

pub(crate) async fn state_of(app: &TestApp, connection: &Connection) -> ConnectionState {
    let found = connections::get(&app.service, app.organization.id, connection.id).await;
    found.unwrap().state
}

/// A customer of this name submits a configuration.
pub(crate) async fn submit_as(app: &TestApp, name: &str) {
    let mut submission = app.new_submission();
    name.clone_into(&mut submission.customer.name);
    let (service, organization) = (&app.service, app.organization.id);
    let created = winfactor_service::submissions::create(service, organization, submission, None);
    created.await.unwrap();
}

/// A step `step_<n>` of a piece, with the connection `office`.
pub(crate) fn step(n: u32, piece: &str, action: &str, input: Value) -> Value {
    let mut input = input;
    input["auth"] = json!("{{connections['office']}}");
    json!({
        "name": format!("step_{n}"), "type": "PIECE", "displayName": format!("Step {n}"),
        "valid": true,
        "settings": {
            "pieceName": format!("@activepieces/piece-{piece}"), "pieceVersion": "0.17.0",
            "actionName": action, "input": input, "propertySettings": {},
        },
    })
}

/// What the only run's step gave.
pub(crate) async fn output(app: &TestApp, step: &str) -> Value {
    let view = only_run(app).await;
    let found = view.steps.iter().find(|it| it.path.step_name() == step);
    found.unwrap().record.output.clone().unwrap_or_default()
}

/// What a step gives of which the flow is only tried out, with a sample of `submission.created`.
pub(crate) async fn rehearsed(app: &TestApp, step: Value) -> Value {
    let flow = running(app, &[step]).await;
    let trial = Trial {
        event_type: EventType::SubmissionCreated,
        sparse: false,
    };
    let sent = flows::test(&app.service, app.organization.id, flow.id, trial).await;
    sent.unwrap();
    app.deliver().await;
    output(app, "step_1").await
}

/// Why the only run failed.
pub(crate) async fn failure(app: &TestApp) -> String {
    let view = only_run(app).await;
    view.run.failed_step.unwrap().message
}
