use http::Method;
use serde_json::{Value, json};
use winfactor_testkit::{TestApp, vendors::SlackStandIn};

use crate::{
    flow_actions::running,
    support::{Server, details},
};

fn slack() -> Value {
    json!({
        "externalId": "slack-office",
        "displayName": "Slack of the office",
        "pieceName": "@activepieces/piece-slack",
        "value": {"type": "SECRET_TEXT", "secret_text": "xoxb-hidden"},
    })
}

#[tokio::test]
async fn a_connection_is_created_and_never_shows_its_value() {
    Server::on_both_engines(|server| async move {
        let made = server.post("/connections", &slack(), 201).await;
        let now = server.app.service.now().0;
        assert!(made["id"].as_str().unwrap().starts_with("conn_"));
        let test = made["test"].clone();
        assert_eq!(test["result"], "unknown", "no Slack answers here: {test}");
        let mut made = made;
        made.as_object_mut().unwrap().remove("test");
        let expected = json!({
            "id": made["id"],
            "externalId": "slack-office",
            "displayName": "Slack of the office",
            "pieceName": "@activepieces/piece-slack",
            "type": "SECRET_TEXT",
            "status": "works",
            "statusReason": null,
            "statusChangedAt": now,
            "waitingRuns": 0,
            "createdAt": now,
            "updatedAt": now,
        });
        assert_eq!(made, expected);
        let path = format!("/connections/{}", made["id"].as_str().unwrap());
        assert_eq!(server.get(&path).await, made);
        for list in ["/connections", "/connections?externalId=slack-office"] {
            let listed = server.get(list).await;
            assert_eq!(
                listed,
                json!({"data": [made], "nextCursor": null}),
                "{list}"
            );
        }
        let none = server.get("/connections?externalId=Slack-office").await;
        assert_eq!(none["data"], json!([]));

        let again = slack();
        let refused = server.refused(Method::POST, "/connections", Some(&again));
        assert_eq!(refused.await, (409, "external_id_taken".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_connection_is_changed_and_deleted() {
    Server::on_both_engines(|server| async move {
        let made = server.post("/connections", &slack(), 201).await;
        let path = format!("/connections/{}", made["id"].as_str().unwrap());
        let renamed = server.patch(&path, &json!({"displayName": "Slack"})).await;
        assert_eq!(renamed["displayName"], "Slack");
        assert_eq!(renamed["test"], Value::Null, "there is nothing new to ask");
        assert_eq!(renamed["type"], "SECRET_TEXT");
        let value = json!({
            "type": "OAUTH2", "access_token": "hidden", "data": {"team": {"id": "T1"}},
        });
        let changes = json!({"pieceName": "@activepieces/piece-teams", "value": value});
        let reply = server.call(Method::PATCH, &path, Some(&changes)).await;
        assert!(!reply.text().contains("hidden"), "{}", reply.text());
        let changed: Value = reply.json();
        assert_eq!(changed["type"], "OAUTH2");
        assert_eq!(changed["pieceName"], "@activepieces/piece-teams");

        assert_eq!(server.call(Method::DELETE, &path, None).await.status, 204);
        for method in [Method::GET, Method::DELETE] {
            let refused = server.refused(method, &path, None).await;
            assert_eq!(refused, (404, "not_found".to_owned()));
        }
        // Its name is free again.
        server.post("/connections", &slack(), 201).await;
    })
    .await;
}

#[tokio::test]
async fn a_connection_that_cannot_be_is_refused_with_the_field() {
    let server = Server::start().await;
    let made = server.post("/connections", &slack(), 201).await;
    let before = server.snapshot().await;
    let with = |field: &str, value: Value| {
        let mut body = slack();
        body["externalId"] = json!("another");
        body[field] = value;
        body
    };
    let cases = [
        (with("externalId", json!("")), "/externalId", "required"),
        (
            with("externalId", json!("it's")),
            "/externalId",
            "external_id",
        ),
        (
            with("displayName", json!("a\nb")),
            "/displayName",
            "control_characters",
        ),
        (with("pieceName", json!("a b")), "/pieceName", "piece_name"),
        (with("value", json!("xoxb")), "/value", "type"),
        (
            with("value", json!({"type": "TOKEN"})),
            "/value/type",
            "unknown_value",
        ),
        (
            with("value", json!({"type": "BASIC_AUTH", "username": "a"})),
            "/value/password",
            "required",
        ),
        (with("status", json!("works")), "/status", "unknown_field"),
    ];
    for (body, pointer, code) in cases {
        let reply = server.call(Method::POST, "/connections", Some(&body)).await;
        let expected = vec![(pointer.to_owned(), code.to_owned())];
        assert_eq!(details(&reply), expected, "{body}");
    }
    let path = format!("/connections/{}", made["id"].as_str().unwrap());
    for (body, pointer) in [
        (json!({"externalId": "new"}), "/externalId"),
        (
            json!({"value": {"type": "SECRET_TEXT"}}),
            "/value/secret_text",
        ),
        (json!({"displayName": " "}), "/displayName"),
    ] {
        let reply = server.call(Method::PATCH, &path, Some(&body)).await;
        assert_eq!(details(&reply)[0].0, pointer, "{body}");
    }
    assert_eq!(server.snapshot().await, before);
}

/// With a Slack that has revoked the token `xoxb-old`.
async fn with_slack(slack: &SlackStandIn) -> [Server; 2] {
    slack.refuse_token("xoxb-old", "token_revoked");
    [
        Server::of(TestApp::sqlite_with(slack.vendors()).await).await,
        Server::of(TestApp::postgres_with(slack.vendors()).await).await,
    ]
}

fn with_token(token: &str) -> Value {
    let mut body = slack();
    body["value"] = json!({"type": "CUSTOM_AUTH", "props": {"botToken": token}});
    body
}

#[tokio::test]
async fn a_connection_is_tested_when_it_is_saved_and_on_demand() {
    let slack = SlackStandIn::start();
    for server in with_slack(&slack).await {
        let made = server
            .post("/connections", &with_token("xoxb-old"), 201)
            .await;
        assert_eq!(made["test"]["result"], "fails");
        let said = made["test"]["message"].as_str().unwrap();
        assert!(said.contains("connect Slack again"), "{said}");
        assert_eq!(
            (&made["status"], &made["statusReason"]),
            (&json!("broken"), &json!(said))
        );

        let path = format!("/connections/{}", made["id"].as_str().unwrap());
        let test = format!("{path}/test");
        let tested = server.call(Method::POST, &test, None).await;
        assert_eq!(tested.status, 200);
        let tested: Value = tested.json();
        assert_eq!(tested, json!({"result": "fails", "message": said}));

        let value = with_token("xoxb-new")["value"].clone();
        let changed = server.patch(&path, &json!({"value": value})).await;
        let works = json!({"result": "works", "message": "Connected to Windows as winbot."});
        assert_eq!(
            (&changed["test"], &changed["status"]),
            (&works, &json!("works"))
        );
        assert_eq!(changed["statusReason"], Value::Null);
        let tested: Value = server.call(Method::POST, &test, None).await.json();
        assert_eq!(tested, works);

        server.call(Method::DELETE, &path, None).await;
        let refused = server.refused(Method::POST, &test, None).await;
        assert_eq!(refused, (404, "not_found".to_owned()));
    }
}

#[tokio::test]
async fn a_repeated_creation_is_answered_with_the_first_test() {
    let slack = SlackStandIn::start();
    for server in with_slack(&slack).await {
        let authorization = format!("Bearer {}", server.app.api_key);
        let headers = [
            ("authorization", authorization.as_str()),
            ("content-type", "application/json"),
            ("idempotency-key", "once"),
        ];
        let body = with_token("xoxb-old").to_string();
        let create = async || {
            let sent = server.send(Method::POST, "/connections", &headers, body.clone());
            let reply = sent.await;
            assert_eq!(reply.status, 201);
            reply.text()
        };
        let first = create().await;
        slack.open_channel("xoxb-old");
        assert_eq!(create().await, first);
        slack.refuse_token("xoxb-old", "token_revoked");
    }
}

#[tokio::test]
async fn a_run_says_which_connection_it_waits_for_and_goes_on() {
    let slack = SlackStandIn::start();
    for server in with_slack(&slack).await {
        let made = server
            .post("/connections", &with_token("xoxb-old"), 201)
            .await;
        let id = made["id"].as_str().unwrap();
        let sends = json!({
            "name": "step_1", "type": "PIECE", "displayName": "Tell the office", "valid": true,
            "settings": {
                "pieceName": "@activepieces/piece-slack", "pieceVersion": "0.17.0",
                "actionName": "send_channel_message", "propertySettings": {},
                "input": {
                    "auth": "{{connections['slack-office']}}", "channel": "C1", "text": "Hello",
                },
            },
        });
        running(&server, vec![sends]).await;
        server.app.submit().await;
        server.app.deliver().await;
        let runs = server.get("/flow-runs?status=PAUSED").await;
        let run = &runs["data"][0];
        let path = format!("/flow-runs/{}", run["id"].as_str().unwrap());
        let shown = server.get(&path).await;
        let expected = json!({
            "id": id, "displayName": "Slack of the office", "reason": made["statusReason"],
        });
        assert_eq!(shown["pause"]["connection"], expected);
        assert_eq!(shown["pause"]["awaitsCall"], false);
        assert_eq!(shown["pause"]["until"], run["nextTryAt"]);
        assert_eq!(shown["steps"][1]["status"], "PAUSED");
        assert_eq!(shown["failedStep"], Value::Null);
        let connection = format!("/connections/{id}");
        for place in [
            server.get(&connection).await,
            server.get("/connections").await["data"][0].clone(),
        ] {
            assert_eq!(place["waitingRuns"], 1, "{place}");
        }
        assert_eq!(server.get("/inbox").await["unread"], 1);

        let value = with_token("xoxb-new")["value"].clone();
        let changed = server.patch(&connection, &json!({"value": value})).await;
        assert_eq!(changed["waitingRuns"], 0);
        server.app.deliver().await;
        let shown = server.get(&path).await;
        assert_eq!(
            (&shown["status"], &shown["pause"]),
            (&json!("SUCCEEDED"), &Value::Null)
        );
        let unread = server.get("/inbox").await["unread"].clone();
        assert_eq!(unread, 0, "the matter is closed");
    }
}
