//! An HTTP client for tests: no redirects, no cookies, nothing added to a request but what HTTP asks for.
//!
//! It gives up by tokio's clock: in a test that has paused time it gives up at once.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::{
    client::legacy::{self, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde::de::DeserializeOwned;

const PATIENCE: Duration = Duration::from_secs(30);

/// Keeps connections alive between requests; clones share them.
#[derive(Clone, Debug)]
pub struct Client(legacy::Client<HttpConnector, Full<Bytes>>);

/// A whole answer.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    #[error("the request is not valid")]
    Request(#[from] http::Error),
    #[error("no connection, or it was closed before the answer")]
    Connection(#[from] legacy::Error),
    #[error("the connection was closed within the answer")]
    Body(#[from] hyper::Error),
    #[error("no answer within {PATIENCE:?}")]
    Timeout(#[from] tokio::time::error::Elapsed),
}

impl Client {
    pub fn new() -> Client {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Client(legacy::Client::builder(TokioExecutor::new()).build(connector))
    }

    /// Asks for `url` (`http://…`).
    pub async fn get(&self, url: &str) -> Result<Reply, ClientError> {
        self.send(Method::GET, url, &[], Bytes::new()).await
    }

    /// Sends a JSON body.
    pub async fn post_json(
        &self,
        url: &str,
        body: &serde_json::Value,
    ) -> Result<Reply, ClientError> {
        self.send(
            Method::POST,
            url,
            &[("content-type", "application/json")],
            body.to_string(),
        )
        .await
    }

    /// Sends any request and reads its whole answer.
    pub async fn send(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Reply, ClientError> {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(body.into()))?;
        tokio::time::timeout(PATIENCE, async {
            let (head, body) = self.0.request(request).await?.into_parts();
            Ok(Reply {
                status: head.status,
                headers: head.headers,
                body: body.collect().await?.to_bytes(),
            })
        })
        .await?
    }
}

impl Default for Client {
    fn default() -> Client {
        Client::new()
    }
}

impl Reply {
    /// A header's value, when it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as text, with a mark for each byte that is none.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body, read as JSON.
    ///
    /// # Panics
    /// When it is something else.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            Err(error) => panic!(
                "the answer ({}) does not fit ({error}): {}",
                self.status,
                self.text()
            ),
        }
    }
}
