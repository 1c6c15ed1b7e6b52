//! Steps that write to customers, and tests of steps.

use http::Method;
use serde_json::{Value, json};
use winfactor_testkit::{
    TestApp,
    vendors::whatsapp::{ACCOUNT, NUMBER, TOKEN, WhatsAppStandIn},
};

use crate::support::{Server, details, refusal};

fn document(text: &str) -> Value {
    json!({
        "name": "Thank", "type": "SHARED", "status": "PUBLISHED",
        "flows": [{
            "displayName": "Thank", "valid": true, "schemaVersion": "20",
            "trigger": {
                "name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Trigger", "valid": true,
                "settings": {
                    "pieceName": "@winfactor/piece-winfactor", "pieceVersion": "0.1.0",
                    "triggerName": "submission_created", "input": {}, "propertySettings": {},
                },
                "nextAction": {
                    "name": "step_1", "type": "PIECE", "displayName": "Thank them", "valid": true,
                    "settings": {
                        "pieceName": "@activepieces/piece-whatsapp", "pieceVersion": "0.2.3",
                        "actionName": "sendMessage", "propertySettings": {},
                        "input": {
                            "auth": "{{connections['office']}}", "phone_number_id": NUMBER,
                            "to": "{{trigger.data.customer.phone}}", "text": text,
                        },
                    },
                },
            },
        }],
    })
}

#[tokio::test]
async fn a_step_is_switched_on_and_tested_before_its_flow() {
    let whatsapp = WhatsAppStandIn::start();
    let server = Server::of(TestApp::sqlite_with(whatsapp.vendors()).await).await;
    let connection = json!({
        "externalId": "office", "displayName": "The office's",
        "pieceName": "@activepieces/piece-whatsapp",
        "value": {
            "type": "CUSTOM_AUTH", "props": {"access_token": TOKEN, "businessAccountId": ACCOUNT},
        },
    });
    server.post("/connections", &connection, 201).await;
    let made = server
        .post("/flows?ownerName=Eva", &document("Hello"), 201)
        .await;
    let path = format!("/flows/{}", made["id"].as_str().unwrap());
    let step = &made["customerFacingSteps"][0];
    let expected = json!({
        "step": "step_1", "stepNumber": 2, "stepDisplayName": "Thank them",
        "channel": "WhatsApp Business", "recipient": "{{trigger.data.customer.phone}}",
        "certain": true, "switchedOn": false, "leftOut": false, "fingerprint": step["fingerprint"],
        "decidedAt": null, "decidedBy": null,
    });
    assert_eq!(*step, expected);
    let expected = json!([{
        "step": "step_1", "stepNumber": 2, "stepDisplayName": "Thank them",
        "channel": "WhatsApp Business", "test": null,
    }]);
    assert_eq!(made["testedSteps"], expected);
    let enable = format!("{path}/enable");
    let refused = server.call(Method::POST, &enable, None).await;
    let codes: Vec<_> = details(&refused)
        .into_iter()
        .map(|(_, code)| code)
        .collect();
    assert_eq!(codes, ["customer_step_undecided", "test_not_confirmed"]);

    let decide = format!("{path}/customer-steps");
    let mut decision = json!({"step": "step_1", "switchedOn": true, "fingerprint": "seen before"});
    let stale = server.refused(Method::POST, &decide, Some(&decision)).await;
    assert_eq!(stale, (409, "step_changed".to_owned()));
    decision["fingerprint"] = step["fingerprint"].clone();
    let decided = server.post(&decide, &decision, 200).await;
    let step = &decided["customerFacingSteps"][0];
    assert_eq!(
        (&step["switchedOn"], &step["leftOut"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(step["decidedAt"], server.app.service.now().0);
    assert!(
        !step["decidedBy"].as_str().unwrap().is_empty(),
        "the key's name"
    );
    decision["step"] = "step_9".into();
    let unknown = server.refused(Method::POST, &decide, Some(&decision)).await;
    assert_eq!(unknown, (404, "not_found".to_owned()));

    let (test, to) = (
        format!("{path}/steps/step_1/test"),
        json!({"to": "+4915112345678"}),
    );
    let confirm = format!("{test}/confirm");
    let early = server.refused(Method::POST, &confirm, None).await;
    assert_eq!(early, (409, "no_test".to_owned()));
    whatsapp.refuse_next(400, 131_026);
    let refused = server.call(Method::POST, &test, Some(&to)).await;
    assert_eq!(refusal(&refused), (409, "test_not_sent".to_owned()));
    assert!(refused.text().contains("not on WhatsApp"));
    let sent = server.post(&test, &to, 200).await;
    assert_eq!(sent["to"], "+4915112345678");
    assert_eq!(
        (&sent["eventType"], &sent["eventId"]),
        (&json!("submission.created"), &Value::Null)
    );
    assert_eq!(sent["output"]["status"], 200);
    assert_eq!(sent["confirmedAt"], Value::Null);
    let confirmed = server.post(&confirm, &json!({}), 200).await;
    assert_eq!(confirmed["confirmedAt"], server.app.service.now().0);
    let enabled = server.post(&enable, &json!({}), 200).await;
    assert_eq!(enabled["enabled"], true);
    assert_eq!(enabled["testedSteps"][0]["test"], confirmed);

    server.app.submit().await;
    let to_customer = json!({"to": "06 12345678"});
    let refused = server.call(Method::POST, &test, Some(&to_customer)).await;
    assert_eq!(
        details(&refused),
        [("/to".to_owned(), "customer_address".to_owned())]
    );
    assert_eq!(whatsapp.taken().len(), 1);
}

#[tokio::test]
async fn other_organizations_have_no_such_flow() {
    let server = Server::start().await;
    let made = server
        .post("/flows?ownerName=Eva", &document("Hello"), 201)
        .await;
    let path = format!("/flows/{}", made["id"].as_str().unwrap());
    let (_, theirs) = server.app.other_organization().await;
    let decision = json!({
        "step": "step_1", "switchedOn": true,
        "fingerprint": made["customerFacingSteps"][0]["fingerprint"],
    });
    for (path, body) in [
        (format!("{path}/customer-steps"), decision),
        (
            format!("{path}/steps/step_1/test"),
            json!({"to": "+4915112345678"}),
        ),
        (format!("{path}/steps/step_1/test/confirm"), json!({})),
        (
            "/flows/flow_1/steps/step_1/test/confirm".to_owned(),
            json!({}),
        ),
    ] {
        let reply = server
            .call_as(&theirs, Method::POST, &path, Some(&body))
            .await;
        assert_eq!(refusal(&reply), (404, "not_found".to_owned()), "{path}");
    }
}
