//! What every answer carries, and what is answered where there is nothing.

use http::Method;
use serde_json::json;
use winfactor_testkit::Client;

use crate::support::{Server, refusal};

#[tokio::test]
async fn every_answer_is_guarded_and_has_an_id() {
    let server = Server::start().await;
    for path in ["/organization", "/nothing", "/openapi.json"] {
        let reply = server.try_send(Method::GET, path, &[], "").await.unwrap();
        let header = |name| {
            reply
                .header(name)
                .unwrap_or_else(|| panic!("{path}: {name}"))
        };
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cache-control"), "no-store");
        assert!(header("content-security-policy").contains("frame-ancestors 'none'"));
        assert!(header("referrer-policy").starts_with("same-origin"));
        assert!(header("x-request-id").starts_with("req_"));
    }
}

#[tokio::test]
async fn the_id_of_a_proxy_is_kept() {
    let server = Server::start().await;
    let headers = [("x-request-id", "edge-4711.a")];
    let reply = server
        .try_send(Method::GET, "/nothing", &headers, "")
        .await
        .unwrap();
    assert_eq!(reply.header("x-request-id"), Some("edge-4711.a"));
}

#[tokio::test]
async fn an_unknown_address_is_not_found_and_a_wrong_method_names_the_right_ones() {
    let server = Server::start().await;
    for path in ["/nothing", "/quotes/a/b/c", "/connectors", ""] {
        let reply = server.try_send(Method::GET, path, &[], "").await.unwrap();
        assert_eq!(refusal(&reply), (404, "not_found".to_owned()), "{path}");
    }
    for path in ["/api", "/api/v1/", "/api/v2/quotes", "/api/v11"] {
        let reply = Client::new().get(&server.url(path)).await.unwrap();
        assert_eq!(refusal(&reply), (404, "not_found".to_owned()), "{path}");
    }
    let reply = server.call(Method::DELETE, "/organization", None).await;
    assert_eq!(refusal(&reply), (405, "method_not_allowed".to_owned()));
    let allowed = reply.header("allow").unwrap();
    assert!(
        allowed.contains("GET") && allowed.contains("PATCH"),
        "{allowed}"
    );
    let reply = server.call(Method::POST, "/quotes", Some(&json!({}))).await;
    assert_eq!(refusal(&reply), (405, "method_not_allowed".to_owned()));
}

#[tokio::test]
async fn large_answers_are_compressed_for_those_who_can_read_it() {
    let server = Server::start().await;
    let gzip = [("accept-encoding", "gzip")];
    let reply = server
        .try_send(Method::GET, "/openapi.json", &gzip, "")
        .await
        .unwrap();
    assert_eq!(reply.header("content-encoding"), Some("gzip"));
    let plain = server
        .try_send(Method::GET, "/openapi.json", &[], "")
        .await
        .unwrap();
    assert_eq!(plain.header("content-encoding"), None);
    assert!(reply.body.len() * 4 < plain.body.len());
    let small = server
        .try_send(Method::GET, "/nothing", &gzip, "")
        .await
        .unwrap();
    assert_eq!(small.header("content-encoding"), None);
}

#[tokio::test]
async fn when_the_database_is_gone_the_caller_is_told_to_come_back() {
    let server = Server::start().await;
    server.app.service.store().clone().close().await;
    let reply = server.call(Method::GET, "/organization", None).await;
    assert_eq!(refusal(&reply), (503, "stopping".to_owned()));
    assert_eq!(reply.header("retry-after"), Some("5"));
}
