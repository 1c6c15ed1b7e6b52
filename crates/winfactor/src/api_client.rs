//! Asks a running server over its REST API, for the commands that help integrators.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use winfactor_connectors::http::{
    AllowList, CheckedUrl, HttpClient, HttpClientOptions, HttpRequest, MAX_RESPONSE_BYTES,
};

use crate::options::ApiOptions;

const TIMEOUT: Duration = Duration::from_secs(15);

/// A flow with everything in it can be long; a server takes in no more than 1 MB of it.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// A server and the key to it.
#[derive(Debug)]
pub(crate) struct ApiClient {
    http: HttpClient,
    base: String,
    authorization: http::HeaderValue,
}

impl ApiClient {
    /// For the server that the person at the command line named, wherever it is.
    pub(crate) fn new(options: &ApiOptions) -> Result<Self> {
        let base = options.url.trim_end_matches('/').to_owned();
        let bearer = format!("Bearer {}", options.api_key.trim());
        let mut authorization =
            http::HeaderValue::try_from(bearer).context("the API key has stray characters")?;
        authorization.set_sensitive(true);
        Ok(ApiClient {
            http: client(&base, MAX_ANSWER)?,
            base,
            authorization,
        })
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Value> {
        self.ask(http::Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.ask(http::Method::POST, path, Some(body)).await
    }

    async fn ask(&self, method: http::Method, path: &str, body: Option<&Value>) -> Result<Value> {
        let url = self.url(path)?;
        let mut headers = http::HeaderMap::new();
        headers.insert(http::header::AUTHORIZATION, self.authorization.clone());
        if body.is_some() {
            let json = http::HeaderValue::from_static("application/json");
            headers.insert(http::header::CONTENT_TYPE, json);
        }
        let request = HttpRequest {
            method,
            url: &url,
            headers,
            body: body.map(|body| body.to_string().into()).unwrap_or_default(),
            timeout: TIMEOUT,
        };
        let response = self
            .http
            .send(request)
            .await
            .with_context(|| format!("{} does not answer", self.base))?;
        let answer: Value = match response.body.bytes.is_empty() {
            true => Value::Null,
            false => serde_json::from_slice(&response.body.bytes)
                .with_context(|| format!("{} did not answer with JSON", self.base))?,
        };
        if !response.status.is_success() {
            let message = answer["error"]["message"]
                .as_str()
                .unwrap_or("no reason given");
            let details = answer["error"]["details"].as_array().into_iter().flatten();
            let details = details.filter_map(|detail| {
                let pointer = detail["pointer"].as_str()?.trim_start_matches('/');
                Some(format!("\n  {pointer}: {}", detail["message"].as_str()?))
            });
            let details: String = details.collect();
            bail!(
                "the server refused ({}): {message}{details}",
                response.status
            );
        }
        Ok(answer)
    }

    fn url(&self, path: &str) -> Result<CheckedUrl> {
        self.http
            .check_url(&format!("{}/api/v1{path}", self.base))
            .with_context(|| format!("\"{}\" is not the address of a server", self.base))
    }
}

/// A client that may reach the host of `url`, also in a private network: whoever typed the address
/// meant it.
pub(crate) fn client_for(url: &str) -> Result<HttpClient> {
    client(url, MAX_RESPONSE_BYTES)
}

fn client(url: &str, max_response_bytes: usize) -> Result<HttpClient> {
    let authority = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest)
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default();
    let allowed = AllowList::parse([authority])
        .with_context(|| format!("\"{url}\" is not the address of a server"))?;
    let options = HttpClientOptions {
        allowed,
        max_response_bytes,
        ..HttpClientOptions::default()
    };
    HttpClient::new(options).context("outgoing connections cannot be set up")
}
