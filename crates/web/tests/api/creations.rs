//! The same request twice has one effect, and one answer.

use http::Method;
use serde_json::{Value, json};
use winfactor_testkit::client::Reply;

use crate::support::{Server, details, refusal};

async fn post(server: &Server, path: &str, key: &str, body: &str) -> Reply {
    let authorization = format!("Bearer {}", server.app.api_key);
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    server
        .send(Method::POST, path, &headers, body.to_owned())
        .await
}

fn creations(server: &Server, submission: &str) -> Vec<(String, Value)> {
    let template = json!({
        "name": "Deur", "slug": "deur",
        "minWidth": 700, "maxWidth": 1200, "minHeight": 1900, "maxHeight": 2400,
    });
    let new_submission = json!({
        "templateId": server.app.template.id,
        "customer": {"name": "John Smith", "email": "john.smith@example.com"},
        "configuration": {"width": 2400, "height": 1500, "componentCount": 3},
    });
    let contact = json!({"name": "Jane", "email": "jane@example.com"});
    let endpoint = json!({"url": "http://127.0.0.1:9/hook"});
    let flow = json!({"recipe": "submission-to-inbox"});
    let connection = json!({
        "externalId": "slack", "displayName": "Slack", "pieceName": "@activepieces/piece-slack",
        "value": {"type": "SECRET_TEXT", "secret_text": "xoxb"},
    });
    vec![
        ("/templates".to_owned(), template),
        ("/submissions".to_owned(), new_submission),
        (format!("/submissions/{submission}/quotes"), json!({})),
        ("/contacts".to_owned(), contact),
        ("/webhook-endpoints".to_owned(), endpoint),
        ("/flows".to_owned(), flow),
        ("/connections".to_owned(), connection),
    ]
}

#[tokio::test]
async fn every_creation_can_be_repeated_with_its_key() {
    Server::on_both_engines(|server| async move {
        let submission = server.app.submit().await.id.to_string();
        for (number, (path, body)) in creations(&server, &submission).into_iter().enumerate() {
            let key = format!("key-{number}");
            let body = body.to_string();
            let first = post(&server, &path, &key, &body).await;
            assert_eq!(first.status, 201, "{path}: {}", first.text());
            assert_eq!(first.header("idempotent-replayed"), None);
            let after_first = server.snapshot().await;

            let again = post(&server, &path, &key, &body).await;
            assert_eq!(again.status, 201, "{path}");
            assert_eq!(again.text(), first.text(), "{path}");
            assert_eq!(again.header("idempotent-replayed"), Some("true"), "{path}");

            let other = format!("{body} ");
            let conflict = post(&server, &path, &key, &other).await;
            assert_eq!(
                refusal(&conflict),
                (409, "idempotency_conflict".to_owned()),
                "{path}"
            );
            assert_eq!(server.snapshot().await, after_first, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_key_belongs_to_one_address() {
    let server = Server::start().await;
    let contact = json!({"name": "Jane", "email": "jane@example.com"}).to_string();
    assert_eq!(
        post(&server, "/contacts", "one", &contact).await.status,
        201
    );
    let elsewhere = post(&server, "/submissions", "one", &contact).await;
    assert_eq!(refusal(&elsewhere).0, 422, "its body is looked at first");
    let template = creations(&server, "")[0].1.to_string();
    let elsewhere = post(&server, "/templates", "one", &template).await;
    assert_eq!(
        refusal(&elsewhere),
        (409, "idempotency_conflict".to_owned())
    );
}

#[tokio::test]
async fn a_refused_request_can_be_tried_again_with_its_key() {
    let server = Server::start().await;
    let bad = json!({"name": "", "email": "jane@example.com"}).to_string();
    let reply = post(&server, "/contacts", "one", &bad).await;
    assert_eq!(refusal(&reply).0, 422);
    let good = json!({"name": "Jane", "email": "jane@example.com"}).to_string();
    assert_eq!(post(&server, "/contacts", "one", &good).await.status, 201);
}

#[tokio::test]
async fn of_many_at_once_one_creates() {
    Server::on_both_engines(|server| async move {
        let contact = json!({"name": "Jane", "email": "jane@example.com"}).to_string();
        let posts = (0..8).map(|_| post(&server, "/contacts", "one", &contact));
        let replies = futures_util::future::join_all(posts).await;
        let new = replies
            .iter()
            .filter(|reply| reply.header("idempotent-replayed").is_none());
        assert_eq!(new.count(), 1);
        for reply in &replies {
            assert_eq!(
                (reply.status.as_u16(), reply.text()),
                (201, replies[0].text())
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_key_of_another_organization_is_another_key() {
    let server = Server::start().await;
    let contact = json!({"name": "Jane", "email": "jane@example.com"});
    post(&server, "/contacts", "one", &contact.to_string()).await;
    let (_, other) = server.app.other_organization().await;
    let authorization = format!("Bearer {other}");
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-type", "application/json"),
        ("idempotency-key", "one"),
    ];
    let reply = server
        .send(Method::POST, "/contacts", &headers, contact.to_string())
        .await;
    assert_eq!(reply.header("idempotent-replayed"), None);
    assert_eq!(reply.status, 201);
}

#[tokio::test]
async fn a_key_that_cannot_be_one_is_refused() {
    let server = Server::start().await;
    let long = "x".repeat(256);
    for key in ["", &long] {
        let reply = post(&server, "/contacts", key, "{}").await;
        let expected = (
            "/header/Idempotency-Key".to_owned(),
            "idempotency_key".to_owned(),
        );
        assert_eq!(details(&reply), [expected]);
    }
}
