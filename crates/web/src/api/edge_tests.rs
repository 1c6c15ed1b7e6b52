#![allow(clippy::unwrap_used)]

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    http::{Request, Response},
    middleware,
    routing::get,
};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;
use winfactor_service::ServiceError;
use winfactor_testkit::TestApp;

use super::error::{self, ApiError};
use crate::{
    AppState, WebConfig,
    edge::{Edge, edge},
};

/// A part of the API in which everything goes wrong.
async fn broken(app: &TestApp) -> Router {
    let config = WebConfig {
        request_time_limit: Duration::from_millis(20),
        ..WebConfig::default()
    };
    let state = AppState::new(app.service.clone(), config);
    let edges = Edge {
        state: state.clone(),
        apologize: error::apologize,
    };
    let fail = || async {
        let cause = std::io::Error::other("the disk sings");
        ApiError::from(ServiceError::internal("a stored word is garbled", cause))
    };
    let panic = || async {
        let nothing: Option<&str> = std::hint::black_box(None);
        nothing.expect("at the disco")
    };
    Router::new()
        .route("/fail", get(fail))
        .route("/panic", get(panic))
        .route("/slow", get(std::future::pending::<()>))
        .layer(middleware::from_fn_with_state(edges, edge))
        .with_state(state)
}

async fn ask(router: Router, path: &str) -> (Response<Body>, Value) {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let (head, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let told = serde_json::from_slice(&body).unwrap();
    (Response::from_parts(head, Body::empty()), told)
}

#[tokio::test]
async fn our_mistakes_are_answered_with_a_reference_and_no_details() {
    let app = TestApp::sqlite().await;
    for path in ["/fail", "/panic"] {
        let (response, told) = ask(broken(&app).await, path).await;
        assert_eq!(response.status(), 500, "{path}");
        assert_eq!(told["error"]["code"], "internal_error");
        let reference = told["error"]["reference"].as_str().unwrap();
        assert_eq!(
            reference,
            response.headers()["x-request-id"].to_str().unwrap()
        );
        for secret in ["garbled", "disk", "disco"] {
            assert!(!told.to_string().contains(secret), "{told}");
        }
    }
}

#[tokio::test]
async fn what_takes_too_long_is_answered_and_can_be_repeated() {
    let app = TestApp::sqlite().await;
    let (response, told) = ask(broken(&app).await, "/slow").await;
    assert_eq!(
        (response.status().as_u16(), &told["error"]["code"]),
        (503, &"timeout".into())
    );
    assert_eq!(response.headers()["retry-after"], "5");
}
