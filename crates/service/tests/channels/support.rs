use serde_json::{Map, Value, json};
use winfactor_domain::EventType;
use winfactor_service::{
    connections::{self, Connection, ConnectionState, NewConnection},
    flows::{self, Flow, NewFlow, Trial},
};
use winfactor_testkit::TestApp;

use crate::flows::{OWNER, decide, only_run, running, template};

/// The phone of whoever tries things out.
pub(crate) const OWN_PHONE: &str = "+4915112345678";

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
    let added = connections::add(&app.service, app.organization.id, new).await;
    added.unwrap()
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

/// A flow of these steps that starts for one event, switched off.
pub(crate) async fn import_for(app: &TestApp, event_type: &str, steps: &[Value]) -> Flow {
    let new = NewFlow {
        template: template("Tell them", steps),
        owner_name: Some(OWNER.to_owned()),
        event_types: Some(vec![event_type.to_owned()]),
        ..NewFlow::default()
    };
    let imported = flows::import(&app.service, app.organization.id, new).await;
    imported.unwrap().remove(0)
}

/// Switches a flow on, with its steps that write to customers, and with a test of those that need
/// one.
pub(crate) async fn ready(app: &TestApp, flow: &Flow) -> Flow {
    let (service, organization) = (&app.service, app.organization.id);
    decide(app, flow, true).await;
    for step in &flow.tested_steps {
        let name = &step.name;
        let sent = flows::test_step(service, organization, flow.id, name, OWN_PHONE, OWNER).await;
        sent.unwrap();
        let confirmed = flows::confirm_step_test(service, organization, flow.id, name, OWNER).await;
        confirmed.unwrap();
    }
    flows::enable(service, organization, flow.id).await.unwrap()
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

/// Why the only run failed, or why the connection that it waits for does not work.
pub(crate) async fn failure(app: &TestApp) -> String {
    let view = only_run(app).await;
    match view.pause().and_then(|pause| pause.connection) {
        Some(connection) => connection.reason,
        None => view.run.failed_step.unwrap().message,
    }
}
