use http::Method;
use serde_json::{Value, json};
use winfactor_testkit::vendors::ActivePiecesStandIn;

use crate::support::{Server, details};

fn account(there: &ActivePiecesStandIn, password: &str) -> Value {
    json!({"url": there.address(), "email": ActivePiecesStandIn::EMAIL, "password": password})
}

/// A template that Catch Webhook starts, with one request.
fn template() -> Value {
    let post = json!({
        "name": "post", "type": "PIECE", "displayName": "Tell the ERP", "valid": true,
        "settings": {"pieceName": "@activepieces/piece-http", "pieceVersion": "0.11.9",
            "actionName": "send_request", "propertySettings": {},
            "input": {"method": "POST", "url": "https://erp.example", "headers": {}, "queryParams": {},
                "authType": "NONE"}},
    });
    json!({
        "displayName": "Tell the ERP", "valid": true, "schemaVersion": "20",
        "trigger": {"name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Start", "valid": true,
            "nextAction": post,
            "settings": {"pieceName": "@activepieces/piece-webhook", "pieceVersion": "0.1.33",
                "triggerName": "catch_webhook", "input": {}, "propertySettings": {}}},
    })
}

#[tokio::test]
async fn somebody_signs_in_and_nothing_secret_is_shown() {
    let server = Server::start().await;
    let there = ActivePiecesStandIn::start();
    let refused = server.refused(Method::GET, "/activepieces", None).await;
    assert_eq!(refused, (409, "activepieces_not_signed_in".to_owned()));
    let wrong = account(&there, "wrong");
    let reply = server
        .call(Method::POST, "/activepieces/connect", Some(&wrong))
        .await;
    assert_eq!(
        (reply.status.as_u16(), details(&reply)[0].0.as_str()),
        (422, "/password")
    );

    let right = account(&there, ActivePiecesStandIn::PASSWORD);
    let reply = server
        .call(Method::POST, "/activepieces/connect", Some(&right))
        .await;
    let body = reply.text();
    for secret in [ActivePiecesStandIn::PASSWORD, "tOken"] {
        assert!(!body.contains(secret), "{body}");
    }
    let signed_in: Value = reply.json();
    assert_eq!(signed_in["signedIn"], true);
    assert_eq!(server.get("/activepieces").await, signed_in);
    let projects = server.get("/activepieces/projects").await;
    assert_eq!(projects["data"][1]["displayName"], "Windows");

    let gone = server.call(Method::DELETE, "/activepieces", None).await;
    assert_eq!(gone.status, 204);
    let refused = server
        .refused(Method::GET, "/activepieces/flows", None)
        .await;
    assert_eq!(refused, (409, "activepieces_not_signed_in".to_owned()));
}

#[tokio::test]
async fn a_flow_is_brought_and_tried_out() {
    Server::on_both_engines(|server| async move {
        let there = ActivePiecesStandIn::start();
        let account = account(&there, ActivePiecesStandIn::PASSWORD);
        server.post("/activepieces/connect", &account, 200).await;
        let neither = json!({"projectId": ActivePiecesStandIn::PROJECT});
        let reply = server
            .call(Method::POST, "/activepieces/flows", Some(&neither))
            .await;
        assert_eq!(details(&reply)[0].0, "/recipe");

        let recipe = json!({"recipe": "submission-to-inbox", "locale": "de"});
        let report = server.post("/activepieces/flows", &recipe, 200).await;
        assert_eq!(
            (&report["complete"], &report["flowId"]),
            (&json!(false), &json!(null))
        );
        assert_eq!(report["missing"][0]["kind"], "here_only");
        assert_eq!(report["steps"][1]["state"], "not_done");

        let kept = server.post("/flows", &template(), 201).await;
        let report = server
            .post("/activepieces/flows", &json!({"flow": kept["id"]}), 200)
            .await;
        assert_eq!(report["complete"], true, "{report}");
        let id = report["flowId"].as_str().unwrap();
        let listed = server.get("/activepieces/flows").await;
        assert_eq!(listed["data"][0]["endpointId"], report["endpointId"]);
        assert_eq!(listed["data"][0]["enabled"], true);
        let path = format!(
            "/webhook-endpoints/{}",
            report["endpointId"].as_str().unwrap()
        );
        assert_eq!(
            server.get(&path).await["activepieces"]["state"],
            "on",
            "asked of its server"
        );

        let sent = server
            .post(&format!("/activepieces/flows/{id}/test"), &json!({}), 202)
            .await;
        let event = sent["eventId"].as_str().unwrap();
        let result = format!("/activepieces/flows/{id}/tests/{event}");
        assert_eq!(server.get(&result).await["arrival"], "on_its_way");
        server.app.deliver().await;
        let result = server.get(&result).await;
        assert_eq!(result["finished"], true);
        assert_eq!(result["run"]["status"], "SUCCEEDED", "{result}");
    })
    .await;
}

#[tokio::test]
async fn an_import_tells_of_each_step_where_it_runs() {
    let server = Server::start().await;
    let mut document = template();
    document["trigger"]["nextAction"]["nextAction"] = json!({
        "name": "page", "type": "PIECE", "displayName": "Page", "valid": true,
        "settings": {"pieceName": "@activepieces/piece-notion", "pieceVersion": "1.0.0",
            "actionName": "create", "input": {}, "propertySettings": {}},
        "nextAction": {
            "name": "inbox", "type": "PIECE", "displayName": "Inbox", "valid": true,
            "settings": {"pieceName": "@winfactor/piece-winfactor", "pieceVersion": "0.1.0",
                "actionName": "inbox", "input": {"title": "A", "text": "B"}, "propertySettings": {}},
        },
    });
    let kept = server.post("/flows", &document, 201).await;
    let steps = kept["steps"].as_array().unwrap().iter();
    let runs: Vec<_> = steps
        .map(|step| (step["runs"].as_str().unwrap(), step["hereOnly"] == true))
        .collect();
    let expected = [
        ("here", false),
        ("here", false),
        ("activePiecesOnly", false),
        ("here", true),
    ];
    assert_eq!(runs, expected);
}
