use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};

use super::failure_mode::Failure;

/// The answer to a request.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// No answer came: the address is refused, the connection failed, the time was up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoAnswer {
    /// For the person who built the flow, such as "nobody listens at this address".
    pub reason: String,
}

/// The status that a request without an answer is told with.
const STATUS_WITHOUT_ANSWER: u16 = 500;

impl Answer {
    /// Redirects that are not followed are answers in their own right.
    pub(super) fn is_success(&self, follows_redirects: bool) -> bool {
        match self.status {
            200..=299 => true,
            300..=399 => !follows_redirects,
            _ => false,
        }
    }

    /// The output of the step: `{status, headers, body}`. The body is JSON if it can be read as
    /// that, otherwise text; a binary one is base64.
    pub(super) fn output(&self, is_binary: bool) -> Value {
        let body = if is_binary {
            Value::from(BASE64_STANDARD.encode(&self.body))
        } else {
            self.readable_body()
        };
        json!({"status": self.status, "headers": self.joined_headers(), "body": body})
    }

    pub(super) fn failure(&self, request_body: Option<&Value>) -> Failure {
        Failure::new(self.status, self.readable_body(), request_body)
    }

    fn readable_body(&self) -> Value {
        let text = String::from_utf8_lossy(&self.body);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
    }

    /// By name in small letters. Several of one name are joined, but cookies, which are a list.
    fn joined_headers(&self) -> Map<String, Value> {
        let mut joined = Map::new();
        for (name, value) in &self.headers {
            let name = name.to_ascii_lowercase();
            let is_cookie = name == "set-cookie";
            match joined.get_mut(&name) {
                Some(Value::Array(cookies)) => cookies.push(value.as_str().into()),
                Some(Value::String(text)) => {
                    text.push_str(", ");
                    text.push_str(value);
                }
                _ if is_cookie => _ = joined.insert(name, json!([value])),
                _ => _ = joined.insert(name, value.as_str().into()),
            }
        }
        joined
    }
}

impl NoAnswer {
    pub(super) fn failure(&self, request_body: Option<&Value>) -> Failure {
        Failure::new(
            STATUS_WITHOUT_ANSWER,
            self.reason.as_str().into(),
            request_body,
        )
    }
}

/// Headers and body can hold secrets and personal data, so they are not shown.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}
