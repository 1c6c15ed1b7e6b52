//! Connections that do not work, as people learn of them.

use serde_json::{Value, json};
use winfactor_service::{
    connections,
    flows::{self, NewFlow},
};
use winfactor_testkit::{TestApp, vendors::SlackStandIn};

use crate::{
    flows::{exported, run_of_the_only_flow},
    office::Office,
};

#[tokio::test]
async fn a_run_that_waits_for_its_connection_says_so() {
    let slack = SlackStandIn::start();
    slack.refuse_token("xoxb-old", "token_revoked");
    let office = Office::of(TestApp::sqlite_with(slack.vendors()).await);
    let value = json!({"type": "CUSTOM_AUTH", "props": {"botToken": "xoxb-old"}});
    let connection = connections::NewConnection {
        external_id: "office".to_owned(),
        display_name: "Slack <office>".to_owned(),
        piece_name: "@activepieces/piece-slack".to_owned(),
        value: value.as_object().unwrap().clone(),
    };
    let added = connections::add(office.service(), office.id(), connection).await;
    added.unwrap();
    let mut template: Value = serde_json::from_str(&exported()).unwrap();
    template["flows"][0]["trigger"]["nextAction"] = json!({
        "name": "step_1", "type": "PIECE", "displayName": "Tell", "valid": true,
        "settings": {
            "pieceName": "@activepieces/piece-slack", "pieceVersion": "0.17.0",
            "actionName": "send_channel_message", "propertySettings": {},
            "input": {"auth": "{{connections['office']}}", "channel": "C1", "text": "Hello"},
        },
    });
    let new = NewFlow {
        template: template.to_string(),
        owner_name: Some("Eva de Vries".to_owned()),
        ..NewFlow::default()
    };
    let imported = flows::import(office.service(), office.id(), new).await;
    imported.unwrap();
    let run = run_of_the_only_flow(&office).await;
    let eva = office.eva().await;
    let head = eva.get(&run).await.expect(200).text(".page-head");
    assert!(
        head.contains("waits for the connection Slack <office>: "),
        "{head}"
    );
    assert!(
        head.contains("connect Slack again") && head.contains("gives up on"),
        "{head}"
    );
    // What stays as it is until somebody acts stands on the first page, too.
    let attention = eva.get("/").await.text(".attention");
    assert!(
        attention.contains("Slack <office> has expired"),
        "{attention}"
    );
}
