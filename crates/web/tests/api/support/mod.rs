//! A running server, and a client that knows the OpenAPI document.

mod contract;
mod snapshot;

pub(crate) use snapshot::Snapshot;

use std::net::SocketAddr;

use http::Method;
use serde_json::Value;
use tokio::net::TcpListener;
use winfactor_testkit::{
    Client, TestApp,
    client::{ClientError, Reply},
};
use winfactor_web::{AppState, RateLimits, WebConfig, router};

use contract::Contract;

/// The product with its web server.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) app: TestApp,
    pub(crate) state: AppState,
    pub(crate) address: SocketAddr,
    client: Client,
    contract: Contract,
    serving: tokio::task::JoinHandle<()>,
}

impl Server {
    /// On SQLite, without rate limits.
    pub(crate) async fn start() -> Server {
        Server::of(TestApp::sqlite().await).await
    }

    /// Without rate limits.
    pub(crate) async fn of(app: TestApp) -> Server {
        let config = WebConfig {
            rate_limits: RateLimits::OFF,
            ..WebConfig::default()
        };
        Server::with(app, config).await
    }

    pub(crate) async fn with(app: TestApp, config: WebConfig) -> Server {
        let state = AppState::new(app.service.clone(), config);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = router(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move {
            axum::serve(listener, service).await.unwrap();
        });
        Server {
            app,
            state,
            address,
            client: Client::new(),
            contract: Contract::read(),
            serving,
        }
    }

    /// On both engines, one after the other.
    pub(crate) async fn on_both_engines<F>(test: impl Fn(Server) -> F)
    where
        F: Future<Output = ()>,
    {
        test(Server::of(TestApp::sqlite().await).await).await;
        test(Server::of(TestApp::postgres().await).await).await;
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Calls the API with the organization's key.
    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Reply {
        self.call_as(&self.app.api_key, method, path, body).await
    }

    /// Calls the API with any key.
    pub(crate) async fn call_as(
        &self,
        key: &str,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Reply {
        let authorization = format!("Bearer {key}");
        let mut headers = vec![("authorization", authorization.as_str())];
        if body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        let body = body.map(ToString::to_string).unwrap_or_default();
        self.send(method, path, &headers, body).await
    }

    /// Sends any request below `/api/v1`; its answer must be one that the document describes.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<bytes::Bytes>,
    ) -> Reply {
        let reply = self.try_send(method.clone(), path, headers, body).await;
        let reply = reply.unwrap();
        self.contract.check(&method, path, &reply);
        reply
    }

    /// The same where the connection may break, or where nothing is described.
    pub(crate) async fn try_send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<bytes::Bytes>,
    ) -> Result<Reply, ClientError> {
        let url = self.url(&format!("/api/v1{path}"));
        self.client.send(method, &url, headers, body).await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let reply = self.call(Method::GET, path, None).await;
        assert_eq!(reply.status, 200, "GET {path}: {}", reply.text());
        reply.json()
    }

    /// A POST that must succeed with that status.
    pub(crate) async fn post(&self, path: &str, body: &Value, status: u16) -> Value {
        let reply = self.call(Method::POST, path, Some(body)).await;
        assert_eq!(reply.status, status, "POST {path}: {}", reply.text());
        reply.json()
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Value {
        let reply = self.call(Method::PATCH, path, Some(body)).await;
        assert_eq!(reply.status, 200, "PATCH {path}: {}", reply.text());
        reply.json()
    }

    /// A call that must be refused; the code of the refusal.
    pub(crate) async fn refused(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> (u16, String) {
        refusal(&self.call(method, path, body).await)
    }

    /// What every list holds: equal before and after something that changes nothing.
    pub(crate) async fn snapshot(&self) -> Snapshot {
        Snapshot::take(self).await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Status and code of a refusal.
#[track_caller]
pub(crate) fn refusal(reply: &Reply) -> (u16, String) {
    let body: Value = reply.json();
    let code = body["error"]["code"].as_str();
    let code = code.unwrap_or_else(|| panic!("no refusal: {} {body}", reply.status));
    assert!(!body["error"]["message"].as_str().unwrap().is_empty());
    (reply.status.as_u16(), code.to_owned())
}

/// The pointers and codes of a validation error.
#[track_caller]
pub(crate) fn details(reply: &Reply) -> Vec<(String, String)> {
    assert_eq!(refusal(reply), (422, "validation_error".to_owned()));
    let body: Value = reply.json();
    let details = body["error"]["details"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    details
        .map(|detail| (text(&detail["pointer"]), text(&detail["code"])))
        .collect()
}
