use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, Method};
use serde_json::Value;
use url::form_urlencoded;

use super::{ChannelFailure, path::has_segment_of_dots};
use crate::http::{DEFAULT_TIMEOUT, HttpClient, MAX_TIMEOUT};
use crate::http_request::{self, OutgoingRequest};
use crate::retry_after::retry_after;
use crate::secret::SecretText;

/// A call of a vendor's interface.
#[derive(Debug)]
pub struct Call(OutgoingRequest);

impl Call {
    #[must_use]
    pub fn new(method: Method, url: impl Into<String>) -> Self {
        let accept = (ACCEPT.to_string(), "application/json".to_owned());
        Self(OutgoingRequest {
            method,
            url: url.into(),
            headers: vec![accept],
            body: Bytes::new(),
            timeout: Some(DEFAULT_TIMEOUT),
            follow_redirects: false,
        })
    }

    #[must_use]
    pub fn bearer(self, token: &SecretText) -> Self {
        let value = format!("Bearer {}", token.expose());
        self.header(AUTHORIZATION.as_str(), value)
    }

    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        let mut call = self.header(CONTENT_TYPE.as_str(), "application/json; charset=utf-8");
        call.0.body = body.to_string().into();
        call
    }

    /// A form's fields as the body.
    #[must_use]
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let mut call = self.header(CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded");
        call.0.body = form.finish().into();
        call
    }

    /// A file as the body, with the time that one may take.
    #[must_use]
    pub fn file(self, content: Bytes) -> Self {
        let mut call = self.header(CONTENT_TYPE.as_str(), "application/octet-stream");
        call.0.body = content;
        call.lasting(MAX_TIMEOUT)
    }

    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.headers.push((name.to_owned(), value.into()));
        self
    }

    /// For the whole call; less than the usual time, never more.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.0.timeout = Some(time.min(DEFAULT_TIMEOUT));
        self
    }

    /// For the whole call; more than the usual time if need be, for something large.
    #[must_use]
    pub fn lasting(mut self, time: Duration) -> Self {
        self.0.timeout = Some(time.min(MAX_TIMEOUT));
        self
    }

    /// Makes the call once. An answer of any status is a reply.
    ///
    /// # Errors
    /// When there is no whole answer.
    pub async fn send(self, client: &HttpClient) -> Result<Reply, ChannelFailure> {
        if has_segment_of_dots(&self.0.url) {
            let words = "one of the step's IDs consists of dots alone; check its inputs";
            return Err(ChannelFailure::author(words));
        }
        let answer = http_request::send(client, self.0).await?;
        Ok(Reply {
            status: answer.status,
            headers: answer.headers,
            body: answer.body,
            is_shown: !answer.private_destination,
        })
    }
}

/// What a vendor answered.
#[derive(Clone)]
pub struct Reply {
    pub status: u16,
    headers: HeaderMap,
    body: Bytes,
    is_shown: bool,
}

/// What is shown of an answer that is not understood, in characters.
const SHOWN: usize = 200;

impl Reply {
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).trim().to_owned()
    }

    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// How long the vendor asks to wait. `now` is in Unix seconds.
    #[must_use]
    pub fn retry_after(&self, now: i64) -> Option<Duration> {
        retry_after(self.headers.get(RETRY_AFTER)?, now)
    }

    /// What it says, in one short line for people: answers of private hosts are not shown.
    #[must_use]
    pub fn shown(&self) -> String {
        let text = self.text();
        let line: Vec<&str> = text.split_whitespace().collect();
        let line: String = line.join(" ").chars().take(SHOWN).collect();
        match line.is_empty() || !self.is_shown {
            true => format!("status {}", self.status),
            false => format!("status {}: {line}", self.status),
        }
    }
}

/// Bodies hold personal data.
impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
