use http::Method;
use serde_json::Value;

use super::ActivePiecesError;
use crate::channels::{Call, path};
use crate::http::{CheckedUrl, HttpClient};
use crate::secret::SecretText;

/// Lists of flows bring each flow whole, and a piece tells all its inputs.
const MAX_ANSWER: usize = 16 * 1024 * 1024;
const API: [&str; 2] = ["api", "v1"];

/// A server, as one of its users.
#[derive(Debug, Clone)]
pub struct ActivePieces {
    client: HttpClient,
    base: String,
    token: SecretText,
}

/// Where a server is, by any of its addresses: without a page's path, and without a slash at the end.
#[must_use]
pub fn base_address(url: &CheckedUrl) -> String {
    let scheme = url.uri().scheme_str().unwrap_or_default();
    let authority = url.uri().authority().map(ToString::to_string);
    let pages = ["/api/v1", "/sign-in", "/sign-up", "/projects/", "/flows"];
    let path = url.path();
    let end = pages.iter().filter_map(|page| path.find(page)).min();
    let path = path[..end.unwrap_or(path.len())].trim_end_matches('/');
    format!("{scheme}://{}{path}", authority.unwrap_or_default())
}

impl ActivePieces {
    /// `base` is what [`base_address`] gives.
    #[must_use]
    pub fn new(client: &HttpClient, base: &str, token: SecretText) -> Self {
        Self {
            client: client.reading_up_to(MAX_ANSWER),
            base: base.to_owned(),
            token,
        }
    }

    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The address that starts a flow.
    #[must_use]
    pub fn webhook_address(&self, flow: &str) -> String {
        format!(
            "{}{}",
            self.base,
            path(&["api", "v1", "webhooks", flow], &[])
        )
    }

    pub(super) async fn get(
        &self,
        segments: &[&str],
        query: &[(&str, &str)],
    ) -> Result<Value, ActivePiecesError> {
        let call = call(Method::GET, &self.base, segments, query);
        answer(call.bearer(&self.token), &self.client).await
    }

    pub(super) async fn post(
        &self,
        segments: &[&str],
        body: &Value,
    ) -> Result<Value, ActivePiecesError> {
        let call = call(Method::POST, &self.base, segments, &[]);
        answer(call.bearer(&self.token).json(body), &self.client).await
    }
}

/// A request to the interface of the server at `base`.
pub(super) fn call(method: Method, base: &str, segments: &[&str], query: &[(&str, &str)]) -> Call {
    let segments = [&API, segments].concat();
    Call::new(method, format!("{base}{}", path(&segments, query)))
}

/// Sends it and reads the answer's JSON.
pub(super) async fn answer(call: Call, client: &HttpClient) -> Result<Value, ActivePiecesError> {
    let reply = call.send(client).await?;
    if !reply.is_success() {
        return Err(match reply.status {
            300..400 => ActivePiecesError::unexpected(
                "it redirects elsewhere; give the address that it redirects to",
            ),
            _ => ActivePiecesError::of(&reply),
        });
    }
    let body = reply.json();
    match body.is_object() || body.is_array() {
        true => Ok(body),
        false => Err(ActivePiecesError::unexpected(
            "it does not answer with JSON",
        )),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::http::HttpClientOptions;

    #[test]
    fn any_address_of_a_server_gives_its_base() {
        let client = HttpClient::new(HttpClientOptions::default()).unwrap();
        for (text, base) in [
            (
                "https://cloud.activepieces.com",
                "https://cloud.activepieces.com",
            ),
            (
                "https://cloud.activepieces.com/sign-in?from=%2Fflows",
                "https://cloud.activepieces.com",
            ),
            ("http://flows.example:8080/", "http://flows.example:8080"),
            (
                "https://example.com/automation/api/v1/",
                "https://example.com/automation",
            ),
            (
                "https://example.com/projects/aB3dE6gH9jK2mN5pQ8sT1/flows",
                "https://example.com",
            ),
        ] {
            assert_eq!(
                base_address(&client.check_url(text).unwrap()),
                base,
                "{text}"
            );
        }
    }
}
