use std::time::Duration;

use http::Method;
use winfactor_testkit::{TestApp, client::Reply};
use winfactor_web::{RateLimit, RateLimits, TrustedProxies, WebConfig};

use crate::support::{Server, refusal};

async fn limited(per_key: u32, per_address: u32, proxies: &[&str]) -> Server {
    let config = WebConfig {
        rate_limits: RateLimits {
            per_key: RateLimit::per_minute(per_key),
            per_address: RateLimit::per_minute(per_address),
            ..RateLimits::OFF
        },
        trusted_proxies: TrustedProxies::parse(proxies.iter().copied()).unwrap(),
        ..WebConfig::default()
    };
    Server::with(TestApp::sqlite().await, config).await
}

async fn unknown_key(server: &Server, forwarded_for: Option<&str>) -> Reply {
    let mut headers = vec![("authorization", "Bearer wf_live_nobody")];
    headers.extend(forwarded_for.map(|address| ("x-forwarded-for", address)));
    server
        .send(Method::GET, "/organization", &headers, "")
        .await
}

#[tokio::test]
async fn a_key_has_its_requests_a_minute() {
    let server = limited(5, 60, &[]).await;
    for _ in 0..5 {
        server.get("/organization").await;
    }
    let reply = server.call(Method::GET, "/organization", None).await;
    assert_eq!(refusal(&reply), (429, "rate_limited".to_owned()));
    assert_eq!(reply.header("retry-after"), Some("12"));
    server.app.clock.advance(Duration::from_secs(12));
    server.get("/organization").await;
    let reply = server.call(Method::GET, "/organization", None).await;
    assert_eq!(reply.status, 429);
}

#[tokio::test]
async fn an_address_without_a_key_in_use_has_its_own_limit() {
    let server = limited(120, 3, &[]).await;
    for _ in 0..3 {
        assert_eq!(refusal(&unknown_key(&server, None).await).0, 401);
    }
    let reply = unknown_key(&server, None).await;
    assert_eq!(refusal(&reply), (429, "rate_limited".to_owned()));
    assert_eq!(reply.header("retry-after"), Some("20"));
    // A key that is good works from the same address all the same.
    server.get("/organization").await;
}

#[tokio::test]
async fn clients_behind_a_trusted_proxy_are_told_apart() {
    let server = limited(120, 1, &["127.0.0.0/8"]).await;
    assert_eq!(unknown_key(&server, Some("203.0.113.1")).await.status, 401);
    assert_eq!(unknown_key(&server, Some("203.0.113.1")).await.status, 429);
    assert_eq!(unknown_key(&server, Some("203.0.113.2")).await.status, 401);
}

#[tokio::test]
async fn without_a_trusted_proxy_nobody_can_pretend_to_be_somebody_else() {
    let server = limited(120, 1, &[]).await;
    assert_eq!(unknown_key(&server, Some("203.0.113.1")).await.status, 401);
    assert_eq!(unknown_key(&server, Some("203.0.113.2")).await.status, 429);
}
