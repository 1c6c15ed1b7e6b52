//! Who may call, and on whose data.

use http::Method;
use serde_json::json;
use winfactor_service::api_keys::{self, NewApiKey};

use crate::support::{Server, refusal};
use secrecy::ExposeSecret;

pub(crate) async fn another_key(
    server: &Server,
    read_only: bool,
) -> (winfactor_domain::ApiKeyId, String) {
    let new = NewApiKey {
        name: "Another".to_owned(),
        read_only,
    };
    let organization = server.app.organization.id;
    let made = api_keys::create(&server.app.service, organization, new)
        .await
        .unwrap();
    (made.key.id, made.text.expose_secret().to_owned())
}

#[tokio::test]
async fn without_a_key_in_use_nothing_is_answered() {
    let server = Server::start().await;
    let key = server.app.api_key.clone();
    let unknown = format!("Bearer wf_live_{}", "A".repeat(43));
    let basic = format!("Basic {key}");
    let bare = key.clone();
    let cut = format!("Bearer {}", &key[..key.len() - 1]);
    for authorization in [None, Some(&unknown), Some(&basic), Some(&bare), Some(&cut)] {
        let header = authorization.map(|value| ("authorization", value.as_str()));
        let headers: Vec<_> = header.into_iter().collect();
        let reply = server
            .send(Method::GET, "/organization", &headers, "")
            .await;
        assert_eq!(
            refusal(&reply),
            (401, "unauthorized".to_owned()),
            "{headers:?}"
        );
        let challenge = reply.header("www-authenticate").unwrap();
        assert!(challenge.starts_with("Bearer"), "{challenge}");
    }
}

#[tokio::test]
async fn the_scheme_is_written_in_any_case() {
    let server = Server::start().await;
    let authorization = format!("bearer {}", server.app.api_key);
    let headers = [("authorization", authorization.as_str())];
    let reply = server
        .send(Method::GET, "/organization", &headers, "")
        .await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn a_revoked_key_ends_at_once() {
    let server = Server::start().await;
    let (id, key) = another_key(&server, false).await;
    let reply = server
        .call_as(&key, Method::GET, "/organization", None)
        .await;
    assert_eq!(reply.status, 200);
    let organization = server.app.organization.id;
    api_keys::revoke(&server.app.service, organization, id)
        .await
        .unwrap();
    let reply = server
        .call_as(&key, Method::GET, "/organization", None)
        .await;
    assert_eq!(refusal(&reply), (401, "unauthorized".to_owned()));
}

#[tokio::test]
async fn a_read_only_key_reads_and_changes_nothing() {
    let server = Server::start().await;
    let draft = server.app.draft().await;
    let (_, key) = another_key(&server, true).await;
    let before = server.snapshot().await;
    for path in ["/organization", "/quotes", "/event-types", "/events"] {
        let reply = server.call_as(&key, Method::GET, path, None).await;
        assert_eq!(reply.status, 200, "{path}");
    }
    let quote = format!("/quotes/{}", draft.id);
    let body = json!({});
    for (method, path) in [
        (Method::POST, "/submissions".to_owned()),
        (Method::PATCH, quote.clone()),
        (Method::PUT, format!("{quote}/line-items")),
        (Method::POST, format!("{quote}/send")),
        (Method::POST, "/events/redeliver".to_owned()),
        (Method::POST, "/inbox/read".to_owned()),
        (Method::POST, "/connections/conn_1/test".to_owned()),
        (Method::POST, "/flows/flow_1/customer-steps".to_owned()),
        (Method::POST, "/flows/flow_1/steps/step_1/test".to_owned()),
        (
            Method::POST,
            "/flows/flow_1/steps/step_1/test/confirm".to_owned(),
        ),
        (Method::POST, "/activepieces/connect".to_owned()),
        (Method::DELETE, "/activepieces".to_owned()),
        (Method::POST, "/activepieces/flows".to_owned()),
        (Method::POST, "/activepieces/flows/1/test".to_owned()),
    ] {
        let reply = server.call_as(&key, method, &path, Some(&body)).await;
        assert_eq!(refusal(&reply), (403, "read_only_key".to_owned()), "{path}");
    }
    assert_eq!(server.snapshot().await, before);
}

#[tokio::test]
async fn what_belongs_to_another_organization_does_not_exist() {
    Server::on_both_engines(|server| async move {
        let sent = server.app.draft().await;
        let sent = server.app.send(&sent).await;
        let endpoint = json!({"url": "http://127.0.0.1:9/hook"});
        let endpoint = server.post("/webhook-endpoints", &endpoint, 201).await;
        let flow = json!({"recipe": "submission-to-inbox"});
        let flow = server.post("/flows", &flow, 201).await;
        let connection = json!({
            "externalId": "slack", "displayName": "Slack", "pieceName": "@activepieces/piece-slack",
            "value": {"type": "SECRET_TEXT", "secret_text": "xoxb"},
        });
        let connection = server.post("/connections", &connection, 201).await;
        let event = server.get("/events?limit=1").await;
        let contact = server.get("/contacts?limit=1").await;
        let before = server.snapshot().await;

        let (_, key) = server.app.other_organization().await;
        let template = format!("/templates/{}", server.app.template.id);
        let submission = format!("/submissions/{}", sent.submission);
        let quote = format!("/quotes/{}", sent.id);
        let contact = format!("/contacts/{}", contact["data"][0]["id"].as_str().unwrap());
        let event = format!("/events/{}", event["data"][0]["id"].as_str().unwrap());
        let endpoint = format!("/webhook-endpoints/{}", endpoint["id"].as_str().unwrap());
        let flow = format!("/flows/{}", flow["id"].as_str().unwrap());
        let connection = format!("/connections/{}", connection["id"].as_str().unwrap());
        let (get, post) = (Method::GET, Method::POST);
        let calls = [
            (&get, template.clone(), None),
            (&Method::PATCH, template, Some(json!({"name": "Mine"}))),
            (&get, submission.clone(), None),
            (
                &Method::PATCH,
                submission.clone(),
                Some(json!({"status": "closed"})),
            ),
            (&post, format!("{submission}/quotes"), Some(json!({}))),
            (&get, quote.clone(), None),
            (&get, format!("{quote}/versions"), None),
            (&Method::PATCH, quote.clone(), Some(json!({"revise": true}))),
            (
                &Method::PUT,
                format!("{quote}/line-items"),
                Some(json!({"lineItems": []})),
            ),
            (&post, format!("{quote}/send"), Some(json!({}))),
            (&get, contact.clone(), None),
            (&Method::PATCH, contact, Some(json!({"name": "Mine"}))),
            (&get, event.clone(), None),
            (&post, format!("{event}/redeliver"), Some(json!({}))),
            (&get, endpoint.clone(), None),
            (
                &Method::PATCH,
                endpoint.clone(),
                Some(json!({"description": "mine"})),
            ),
            (&post, format!("{endpoint}/pause"), None),
            (&post, format!("{endpoint}/resume"), None),
            (&post, format!("{endpoint}/rotate-secret"), None),
            (&post, format!("{endpoint}/test"), None),
            (&Method::DELETE, endpoint, None),
            (&get, flow.clone(), None),
            (&get, format!("{flow}/export"), None),
            (&Method::PATCH, flow.clone(), Some(json!({"name": "Mine"}))),
            (&post, format!("{flow}/enable"), None),
            (&post, format!("{flow}/disable"), None),
            (
                &post,
                format!("{flow}/test"),
                Some(json!({"eventType": "submission.created"})),
            ),
            (&Method::DELETE, flow, None),
            (&get, connection.clone(), None),
            (
                &Method::PATCH,
                connection.clone(),
                Some(json!({"displayName": "Mine"})),
            ),
            (&Method::DELETE, connection, None),
        ];
        for (method, path, body) in calls {
            let reply = server
                .call_as(&key, method.clone(), &path, body.as_ref())
                .await;
            assert_eq!(
                refusal(&reply),
                (404, "not_found".to_owned()),
                "{method} {path}"
            );
        }
        for list in [
            "/submissions",
            "/quotes",
            "/contacts",
            "/events",
            "/flows",
            "/connections",
            "/inbox",
        ] {
            let reply = server.call_as(&key, get.clone(), list, None).await;
            let listed: serde_json::Value = reply.json();
            assert_eq!(listed["data"], json!([]), "{list}");
        }
        assert_eq!(server.snapshot().await, before);
    })
    .await;
}
