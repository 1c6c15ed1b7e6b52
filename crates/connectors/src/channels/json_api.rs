use std::time::Duration;

use http::Method;
use serde_json::Value;

use super::{Call, ChannelFailure, Reply};
use crate::http::HttpClient;
use crate::secret::SecretText;

/// A vendor's interface of paths and JSON, with a token, for the length of one step.
#[derive(Debug, Clone, Copy)]
pub struct JsonApi<'a> {
    pub client: &'a HttpClient,
    /// Without a slash at the end.
    pub base: &'a str,
    pub token: &'a SecretText,
    /// For each request.
    pub time: Duration,
    /// In Unix seconds.
    pub now: i64,
}

/// An answer of whatever status.
#[derive(Debug)]
pub struct ApiAnswer {
    pub status: u16,
    /// Null when the answer is empty or no JSON.
    pub body: Value,
    /// How long the vendor asks to wait.
    pub retry_after: Option<Duration>,
    reply: Reply,
}

impl JsonApi<'_> {
    /// Sends one request to a path with its query, both encoded.
    ///
    /// # Errors
    /// When there is no whole answer.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<ApiAnswer, ChannelFailure> {
        let call = Call::new(method, format!("{}{path}", self.base));
        let call = call.bearer(self.token).within(self.time);
        let call = match body {
            Some(body) => call.json(body),
            None => call,
        };
        Ok(ApiAnswer::of(call.send(self.client).await?, self.now))
    }
}

impl ApiAnswer {
    pub(super) fn of(reply: Reply, now: i64) -> Self {
        Self {
            status: reply.status,
            body: reply.json(),
            retry_after: reply.retry_after(now),
            reply,
        }
    }

    #[must_use]
    pub fn is_success(&self) -> bool {
        self.reply.is_success()
    }

    /// A text of the body, by JSON pointer.
    #[must_use]
    pub fn text(&self, pointer: &str) -> Option<&str> {
        self.body.pointer(pointer).and_then(Value::as_str)
    }

    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.reply.header(name)
    }

    /// A header that holds a whole number.
    #[must_use]
    pub fn number_in_header(&self, name: &str) -> Option<u64> {
        self.header(name)?.trim().parse().ok()
    }
}
