//! Steps that read and change the organization's records.

mod effects;
mod records;
mod refusals;
mod rehearsals;

use serde_json::{Value, json};
use winfactor_domain::{EventType, Organization, OrganizationId, Quote};
use winfactor_service::{
    events,
    flows::{self, Flow, NewFlow},
    leads::{self, LeadFields},
    quotes::{self, QuoteFilter},
};
use winfactor_testkit::TestApp;

use crate::support::{OWNER, decide, page, template};

const PIECE: &str = "@winfactor/piece-winfactor";

/// A step named `step_<n>` that performs this action.
fn step(n: u32, action: &str, input: &Value) -> Value {
    json!({
        "name": format!("step_{n}"), "type": "PIECE", "displayName": format!("Act {n}"),
        "valid": true,
        "settings": {
            "pieceName": PIECE, "pieceVersion": "0.1.0",
            "actionName": action, "input": input, "propertySettings": {},
        },
    })
}

/// A draft for the submission that started the flow.
fn creates_quote(n: u32) -> Value {
    let lines = json!([
        {"description": "Door, {{trigger.body.data.configuration.width}} mm", "unitPrice": 1000},
        {"description": "Discount", "unitPrice": "-100.50", "itemType": "discount"},
    ]);
    step(
        n,
        "create_quote",
        &json!({
            "submissionId": "{{trigger.body.data.submission.id}}",
            "taxRate": "21",
            "validityDays": 14,
            "reference": "",
            "notes": "For {{trigger.body.data.customer.name}}",
            "lineItems": lines,
        }),
    )
}

async fn all_quotes(app: &TestApp) -> Vec<Quote> {
    let filter = QuoteFilter::default();
    let listed = quotes::list(&app.service, app.organization.id, filter, page()).await;
    listed.unwrap().0
}

/// A visitor of that name leaves a message on the organization's page.
async fn leave_message(app: &TestApp, organization: &Organization, name: &str) {
    let lead = LeadFields {
        locale: organization.locale,
        name: name.to_owned(),
        email: format!("{}@example.com", name.to_lowercase()),
        phone: None,
        message: "Hello".to_owned(),
    };
    let left = leads::leave(&app.service, organization.slug.as_str(), lead, None).await;
    left.unwrap();
}

async fn event_types(app: &TestApp) -> Vec<EventType> {
    let filter = events::EventFilter::default();
    let listed = events::list(&app.service, app.organization.id, filter, page()).await;
    let mut types: Vec<_> = listed.unwrap().0.iter().map(|it| it.event_type).collect();
    types.sort();
    types
}

/// A flow that performs these steps for each submission, switched on.
async fn on_submission(app: &TestApp, steps: &[Value]) -> Flow {
    let flow = import_on(
        app,
        app.organization.id,
        EventType::SubmissionCreated,
        steps,
    )
    .await;
    decide(app, &flow, true).await;
    let enabled = flows::enable(&app.service, app.organization.id, flow.id).await;
    enabled.unwrap()
}

async fn import_on(
    app: &TestApp,
    organization: OrganizationId,
    event_type: EventType,
    steps: &[Value],
) -> Flow {
    let new = NewFlow {
        template: template("Act", steps),
        owner_name: Some(OWNER.to_owned()),
        event_types: Some(vec![event_type.name().to_owned()]),
        ..NewFlow::default()
    };
    let imported = flows::import(&app.service, organization, new).await;
    imported.unwrap().remove(0)
}
