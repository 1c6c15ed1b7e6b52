use http::Method;
use serde_json::{Value, json};

use crate::support::{Server, details};

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
        let expected = json!({
            "id": made["id"],
            "externalId": "slack-office",
            "displayName": "Slack of the office",
            "pieceName": "@activepieces/piece-slack",
            "type": "SECRET_TEXT",
            "status": "works",
            "statusReason": null,
            "statusChangedAt": now,
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
