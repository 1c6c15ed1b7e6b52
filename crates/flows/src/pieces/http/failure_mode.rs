use serde_json::{Value, json};

use super::error::HttpInputError;

/// The modes with their labels.
pub(super) const CHOICES: [(&str, &str); 6] = [
    ("retry_all", "Retry on all errors (4xx, 5xx)"),
    ("retry_5xx", "Retry on internal errors (5xx)"),
    ("retry_none", "Do not retry"),
    ("continue_all", "Continue flow on all errors"),
    ("continue_4xx", "Continue flow on 4xx errors"),
    ("continue_none", "Do not continue (stop the flow)"),
];

/// How often a request is sent at most.
const MOST_TRIES: u32 = 3;

/// What a request came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Judgement {
    /// The output of the step.
    Output(Value),
    /// The step failed, with the message as ActivePieces words it: JSON of the answer and the body
    /// that was sent.
    Failed(String),
    /// The request is to be sent once more, at once.
    Again,
}

/// What happens when the answer is no success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FailureMode {
    RetryAll,
    Retry5xx,
    ContinueAll,
    Continue4xx,
    /// `retry_none` and `continue_none` are the same.
    Fail,
}

/// An answer that is no success, or none.
pub(super) struct Failure {
    status: u16,
    /// `{response: {status, body}, request: {body}}`.
    details: Value,
}

impl Failure {
    pub(super) fn new(status: u16, body: Value, request_body: Option<&Value>) -> Self {
        let mut request = json!({});
        if let Some(body) = request_body {
            request["body"] = body.clone();
        }
        Self {
            status,
            details: json!({"response": {"status": status, "body": body}, "request": request}),
        }
    }
}

impl FailureMode {
    pub(super) fn from_input(mode: Option<&Value>) -> Result<Self, HttpInputError> {
        let mode = match mode {
            None | Some(Value::Null) => return Ok(Self::Fail),
            Some(mode) => mode.as_str().unwrap_or_default(),
        };
        Ok(match mode {
            "retry_all" => Self::RetryAll,
            "retry_5xx" => Self::Retry5xx,
            "continue_all" => Self::ContinueAll,
            "continue_4xx" => Self::Continue4xx,
            "retry_none" | "continue_none" | "" => Self::Fail,
            other => {
                return Err(HttpInputError::FailureMode {
                    mode: other.to_owned(),
                });
            }
        })
    }

    pub(super) fn judge(self, failure: Failure, tries: u32) -> Judgement {
        let is_4xx = (400..500).contains(&failure.status);
        let is_5xx = (500..600).contains(&failure.status);
        let (goes_on, tries_again) = match self {
            Self::RetryAll => (false, true),
            Self::Retry5xx => (!is_5xx, is_5xx),
            Self::ContinueAll => (true, false),
            Self::Continue4xx => (is_4xx, !is_4xx),
            Self::Fail => (false, false),
        };
        if goes_on {
            Judgement::Output(failure.details)
        } else if tries_again && tries < MOST_TRIES {
            Judgement::Again
        } else {
            Judgement::Failed(failure.details.to_string())
        }
    }
}
