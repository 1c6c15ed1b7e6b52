//! Links of paused runs, as approvers and other systems follow them.

use http::Method;
use serde_json::{Value, json};
use winfactor_testkit::{TestApp, client::Reply};
use winfactor_web::{RateLimit, RateLimits, WebConfig};

use crate::{
    flow_actions::running,
    support::{Server, refusal},
};

const BROWSER: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

fn piece(n: u32, piece: &str, action: &str, input: &Value) -> Value {
    json!({
        "name": format!("step_{n}"), "type": "PIECE", "displayName": action, "valid": true,
        "settings": {
            "pieceName": format!("@activepieces/piece-{piece}"), "pieceVersion": "0.1.0",
            "actionName": action, "input": input, "propertySettings": {},
        },
    })
}

/// A run that waits for an approval: its address in the API, and the approval link's path without
/// its query.
async fn paused(server: &Server) -> (String, String) {
    let links = piece(1, "approval", "create_approval_links", &json!({}));
    let wait = piece(2, "approval", "wait_for_approval", &json!({}));
    started(server, vec![links, wait], "approvalLink").await
}

async fn started(server: &Server, steps: Vec<Value>, link: &str) -> (String, String) {
    running(server, steps).await;
    server.app.submit().await;
    server.app.deliver().await;
    let runs = server.get("/flow-runs").await;
    let run = format!("/flow-runs/{}", runs["data"][0]["id"].as_str().unwrap());
    let shown = server.get(&run).await;
    let link = shown["steps"][1]["output"][link].as_str().unwrap();
    let (_, path) = link.split_once("/api/v1").unwrap();
    let path = path.split('?').next().unwrap().to_owned();
    (run, path)
}

async fn call(server: &Server, method: Method, path: &str, headers: &[(&str, &str)]) -> Reply {
    let called = server.try_send(method, path, headers, "").await;
    called.unwrap()
}

async fn status(server: &Server, run: &str) -> String {
    server.app.deliver().await;
    let run = server.get(run).await;
    run["status"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn any_request_of_a_program_goes_on_once() {
    Server::on_both_engines(|server| async move {
        let (run, path) = paused(&server).await;
        let shown = server.get(&run).await;
        assert_eq!(shown["pause"]["awaitsCall"], true);
        assert!(shown["pause"]["since"].is_i64() && shown["pause"]["until"].is_i64());
        let approve = format!("{path}?action=approve");
        assert_eq!(call(&server, Method::HEAD, &approve, &[]).await.status, 200);
        let unknown = call(&server, Method::GET, &format!("{path}x"), &[]).await;
        assert_eq!(refusal(&unknown), (404, "not_found".to_owned()));
        assert_eq!(status(&server, &run).await, "PAUSED");

        assert_eq!(call(&server, Method::PUT, &approve, &[]).await.status, 200);
        let again = call(&server, Method::GET, &path, &[]).await;
        let said: Value = again.json();
        let said = said["message"].as_str().unwrap();
        assert!(again.status == 200 && said.contains("expired"), "{said}");
        assert_eq!(status(&server, &run).await, "SUCCEEDED");
        let sync = call(&server, Method::POST, &format!("{path}/sync"), &[]).await;
        assert_eq!(refusal(&sync), (410, "used_before".to_owned()));
        let shown = server.get(&run).await;
        assert_eq!(shown["steps"][2]["output"], json!({"approved": true}));
        assert_eq!(shown["pause"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_browser_is_asked_before_anything_happens() {
    let server = Server::start().await;
    let (run, path) = paused(&server).await;
    let cases = [
        ("approve", "en", "Approve this?"),
        ("disapprove", "de", "Ablehnen?"),
        ("", "nl", "Doorgaan?"),
    ];
    for (action, language, title) in cases {
        let headers = [BROWSER, ("accept-language", language)];
        let path = format!("{path}?action={action}");
        let page = call(&server, Method::GET, &path, &headers).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(title), "{}", page.text());
        assert!(page.text().contains(r#"<form method="post">"#));
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    }
    assert_eq!(status(&server, &run).await, "PAUSED");

    let answer = format!("{path}?action=disapprove");
    let thanks = call(&server, Method::POST, &answer, &[BROWSER]).await;
    assert!(thanks.text().contains("Thank you"), "{}", thanks.text());
    let late = call(&server, Method::GET, &answer, &[BROWSER]).await;
    assert!(late.text().contains("answered already"), "{}", late.text());
    assert_eq!(status(&server, &run).await, "SUCCEEDED");
    let shown = server.get(&run).await;
    assert_eq!(shown["steps"][2]["output"], json!({"approved": false}));
    let nothing = call(&server, Method::GET, &format!("{path}x"), &[BROWSER]).await;
    assert_eq!(nothing.status, 404);
    assert_eq!(
        nothing.header("content-type"),
        Some("text/html; charset=utf-8")
    );
}

#[tokio::test]
async fn a_call_that_would_wait_is_not_kept_waiting() {
    let server = Server::start().await;
    let (run, path) = paused(&server).await;
    let sync = format!("{path}/sync");
    assert_eq!(call(&server, Method::POST, &sync, &[]).await.status, 204);
    assert_eq!(status(&server, &run).await, "SUCCEEDED");
}

#[tokio::test]
async fn the_run_sees_the_call_but_nothing_that_opens_this_server() {
    let server = Server::start().await;
    let wait = piece(
        1,
        "webhook",
        "return_response_and_wait_for_next_webhook",
        &json!({"responseType": "json", "fields": {"status": 200, "headers": {}, "body": {}}}),
    );
    let (run, path) = started(&server, vec![wait], "nextWebhookUrl").await;
    let path = format!("{}?tag=a&tag=b&note=c", path.trim_end_matches("/sync"));
    let headers = [
        ("content-type", "application/json"),
        ("X-Signature", "s1"),
        ("cookie", "winfactor_session=secret"),
        ("authorization", "Bearer secret"),
    ];
    let called = server.try_send(Method::POST, &path, &headers, r#"{"paid": true}"#);
    assert_eq!(called.await.unwrap().status, 200);
    assert_eq!(status(&server, &run).await, "SUCCEEDED");
    let shown = server.get(&run).await;
    let output = &shown["steps"][1]["output"];
    assert_eq!(output["body"], json!({"paid": true}), "{output:#}");
    assert_eq!(
        output["queryParams"],
        json!({"tag": ["a", "b"], "note": "c"})
    );
    assert_eq!(output["headers"]["x-signature"], "s1");
    assert!(!output.to_string().contains("secret"), "{output:#}");
}

#[tokio::test]
async fn bodies_are_bounded_and_calls_limited() {
    let per_address = RateLimit::per_minute(2);
    let config = WebConfig {
        rate_limits: RateLimits {
            per_address,
            ..RateLimits::OFF
        },
        ..WebConfig::default()
    };
    let server = Server::with(TestApp::sqlite().await, config).await;
    let (run, path) = paused(&server).await;
    let large = server.try_send(Method::POST, &path, &[], vec![b'a'; (1 << 20) + 1]);
    assert_eq!(
        refusal(&large.await.unwrap()),
        (413, "too_large".to_owned())
    );
    let wrong = [("content-type", "application/json")];
    let wrong = server.try_send(Method::POST, &path, &wrong, "{");
    assert_eq!(
        refusal(&wrong.await.unwrap()),
        (400, "malformed_json".to_owned())
    );
    let limited = call(&server, Method::POST, &path, &[]).await;
    assert_eq!(refusal(&limited), (429, "rate_limited".to_owned()));
    assert_eq!(limited.header("retry-after"), Some("30"));
    assert_eq!(status(&server, &run).await, "PAUSED");
}
