//! The steps of flows give what the API answers.

use http::Method;
use serde_json::{Value, json};
use winfactor_service::leads::{self, LeadFields};

use crate::support::Server;

const PIECE: &str = "@winfactor/piece-winfactor";

pub(crate) fn step(n: u32, action: &str, input: &Value) -> Value {
    json!({
        "name": format!("step_{n}"), "type": "PIECE", "displayName": action, "valid": true,
        "settings": {
            "pieceName": PIECE, "pieceVersion": "0.1.0", "actionName": action,
            "input": input, "propertySettings": {},
        },
    })
}

/// A flow that performs these steps when a submission comes; its id.
pub(crate) async fn running(server: &Server, steps: Vec<Value>) -> String {
    let chain = steps.into_iter().rev().fold(Value::Null, |next, mut step| {
        step["nextAction"] = next;
        step
    });
    let template = json!({
        "name": "Actions", "type": "SHARED", "status": "PUBLISHED",
        "flows": [{
            "displayName": "Actions", "valid": true, "schemaVersion": "20",
            "trigger": {
                "name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Trigger",
                "valid": true, "nextAction": chain,
                "settings": {
                    "pieceName": PIECE, "pieceVersion": "0.1.0",
                    "triggerName": "submission_created", "input": {}, "propertySettings": {},
                },
            },
        }],
    });
    let made = server.post("/flows?ownerName=Eva", &template, 201).await;
    let path = format!("/flows/{}", made["id"].as_str().unwrap());
    for step in made["customerFacingSteps"].as_array().unwrap() {
        let (name, fingerprint) = (&step["step"], &step["fingerprint"]);
        let decision = json!({"step": name, "fingerprint": fingerprint, "switchedOn": true});
        server
            .post(&format!("{path}/customer-steps"), &decision, 200)
            .await;
    }
    let enable = format!("{path}/enable");
    let enabled = server.call(Method::POST, &enable, None).await;
    assert_eq!(enabled.status, 200, "{}", enabled.text());
    made["id"].as_str().unwrap().to_owned()
}

/// The outputs of the only run, step by step.
async fn outputs(server: &Server) -> Vec<Value> {
    let runs = server.get("/flow-runs").await;
    let run = format!("/flow-runs/{}", runs["data"][0]["id"].as_str().unwrap());
    let run = server.get(&run).await;
    assert_eq!(run["status"], "SUCCEEDED", "{run:#}");
    let steps = run["steps"].as_array().unwrap()[1..].iter();
    steps.map(|step| step["output"].clone()).collect()
}

#[tokio::test]
async fn what_an_action_gives_is_what_the_api_answers() {
    let server = Server::start().await;
    let lines = json!([
        {"description": "Door", "quantity": 1.5, "unitPrice": "1250.25"},
        {"description": "Discount", "unitPrice": -100, "itemType": "discount"},
    ]);
    let create = json!({
        "submissionId": "{{step_1.id}}", "taxRate": 9.5, "lineItems": lines, "notes": "Thanks",
    });
    let contact = json!({"name": "Jane Doe", "email": "jane@example.com", "city": "Utrecht"});
    let reference = |id: &str| json!({"recordId": id, "externalRef": "crm:7"});
    let steps = vec![
        step(
            1,
            "find_submission",
            &json!({"submissionId": "{{trigger.data.submission.id}}"}),
        ),
        step(2, "create_quote", &create),
        step(3, "send_quote", &json!({"quoteId": "{{step_2.quoteId}}"})),
        step(
            4,
            "set_external_reference",
            &reference("{{step_2.quoteId}}"),
        ),
        step(
            5,
            "find_submission",
            &json!({"quoteId": "{{step_2.quoteId}}"}),
        ),
        step(6, "set_external_reference", &reference("{{step_1.id}}")),
        step(7, "upsert_contact", &contact),
        step(8, "set_external_reference", &reference("{{step_7.id}}")),
        step(9, "find_contact", &json!({"email": "jane@example.com"})),
        step(10, "list_leads", &json!({"limit": 1})),
        step(
            11,
            "create_quote",
            &json!({"submissionId": "{{step_1.id}}"}),
        ),
        step(
            12,
            "replace_line_items",
            &json!({"quoteId": "{{step_11.quoteId}}", "lineItems": lines}),
        ),
    ];
    running(&server, steps).await;
    for message in ["A door, please", "A window, please"] {
        leave(&server, message).await;
    }
    let submission = server.app.submit().await;
    let before = server.get(&format!("/submissions/{}", submission.id)).await;
    server.app.deliver().await;
    let outputs = outputs(&server).await;

    assert_eq!(outputs[0], before);
    assert_eq!(outputs[4]["status"], "quoted");
    let after = server.get(&format!("/submissions/{}", submission.id)).await;
    assert_eq!(outputs[5], after);
    assert_eq!(after["externalRef"], "crm:7");

    let quote = outputs[1]["quoteId"].as_str().unwrap();
    assert_eq!(outputs[1], json!({"quoteId": quote}));
    let mut quote = server.get(&format!("/quotes/{quote}")).await;
    assert_eq!(outputs[3], quote);
    quote["externalRef"] = Value::Null;
    assert_eq!(outputs[2], quote);

    let id = outputs[6]["id"].as_str().unwrap();
    let mut shown = server.get(&format!("/contacts/{id}")).await;
    assert_eq!(outputs[7], shown);
    assert_eq!(outputs[8], json!({"found": true, "contact": shown}));
    shown["externalRef"] = Value::Null;
    shown["created"] = json!(true);
    assert_eq!(outputs[6], shown);

    let leads = server.get("/leads?limit=1").await;
    assert!(leads["nextCursor"].is_string());
    assert_eq!(outputs[9], leads);

    let draft = outputs[10]["quoteId"].as_str().unwrap();
    let draft = server.get(&format!("/quotes/{draft}")).await;
    assert_eq!(draft["lineItems"].as_array().unwrap().len(), 2);
    assert_eq!(outputs[11], draft);
}

async fn leave(server: &Server, message: &str) {
    let organization = &server.app.organization;
    let fields = LeadFields {
        locale: organization.locale,
        name: "Jane Smith".to_owned(),
        email: "jane.smith@example.com".to_owned(),
        phone: None,
        message: message.to_owned(),
    };
    let slug = organization.slug.as_str();
    let left = leads::leave(&server.app.service, slug, fields, None).await;
    left.unwrap();
}
