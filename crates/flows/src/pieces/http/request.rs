use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Map, Value};
use url::Url;

use crate::javascript::{display, to_number};
use crate::pieces::FileValue;

use super::answer::{Answer, NoAnswer};
use super::body::{self, Body};
use super::error::HttpInputError;
use super::failure_mode::{FailureMode, Judgement};
use super::headers::Headers;
use super::outgoing::{Method, OutgoingRequest};
use super::{
    FAILURE_MODE, FOLLOW_REDIRECTS, IS_BINARY, METHOD, QUERY_PARAMS, TIMEOUT, URL, USE_PROXY,
};

/// The files that a request needs and the driver fetched, by address.
pub type FetchedFiles = HashMap<Url, FileValue>;

/// One `send_request`: what is sent, and how its answer counts.
#[derive(Debug, Clone, PartialEq)]
pub struct SendRequest {
    pub request: OutgoingRequest,
    is_binary: bool,
    failure_mode: FailureMode,
    shown_body: Option<Value>,
}

impl SendRequest {
    /// The addresses of the files that are to be fetched before the request can be made.
    pub fn files_to_fetch(input: &Map<String, Value>) -> Vec<Url> {
        let addresses = body::files(input).filter_map(|file| match file {
            FileValue::Remote { url } => Some(url),
            FileValue::Embedded { .. } => None,
        });
        addresses.collect()
    }

    /// Reads the resolved and converted input of the action.
    pub fn from_input(
        input: &Map<String, Value>,
        files: &FetchedFiles,
    ) -> Result<Self, HttpInputError> {
        let is_on = |key: &str| input.get(key) == Some(&Value::Bool(true));
        if is_on(USE_PROXY) {
            return Err(HttpInputError::Proxy);
        }
        let body = Body::from_input(input, files)?;
        let mut headers = Headers::from_input(input, body.is_some())?;
        if let Some(content_type) = body.as_ref().and_then(|body| body.content_type.as_deref()) {
            headers.set("Content-Type", content_type);
        }
        let (bytes, shown_body) = body.map(|body| (body.bytes, body.shown)).unzip();
        Ok(Self {
            request: OutgoingRequest {
                method: method(input)?,
                url: url(input)?,
                headers: headers.0,
                body: bytes,
                timeout: timeout(input)?,
                follow_redirects: is_on(FOLLOW_REDIRECTS),
            },
            is_binary: is_on(IS_BINARY),
            failure_mode: FailureMode::from_input(input.get(FAILURE_MODE))?,
            shown_body,
        })
    }

    /// Whether what came of the request is the output, a failure, or a reason to send it once more,
    /// at once. `tries` counts this one.
    pub fn judge(&self, answer: Result<&Answer, &NoAnswer>, tries: u32) -> Judgement {
        let failure = match answer {
            Ok(answer) if answer.is_success(self.request.follow_redirects) => {
                return Judgement::Output(answer.output(self.is_binary));
            }
            Ok(answer) => answer.failure(self.shown_body.as_ref()),
            Err(no_answer) => no_answer.failure(self.shown_body.as_ref()),
        };
        self.failure_mode.judge(failure, tries)
    }
}

fn method(input: &Map<String, Value>) -> Result<Method, HttpInputError> {
    let method = input
        .get(METHOD)
        .and_then(Value::as_str)
        .ok_or(HttpInputError::NoMethod)?;
    Method::from_name(method).ok_or_else(|| HttpInputError::Method {
        method: method.to_owned(),
    })
}

/// The address with the parameters of its own and those of the step.
fn url(input: &Map<String, Value>) -> Result<Url, HttpInputError> {
    let text = input.get(URL).and_then(Value::as_str).unwrap_or_default();
    if text.trim().is_empty() {
        return Err(HttpInputError::NoUrl);
    }
    let mut url = Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .ok_or_else(|| HttpInputError::Url {
            url: text.to_owned(),
        })?;
    url.set_fragment(None);
    let parameters = input.get(QUERY_PARAMS).and_then(Value::as_object);
    if let Some(parameters) = parameters.filter(|parameters| !parameters.is_empty()) {
        let mut pairs = url.query_pairs_mut();
        for (name, value) in parameters {
            pairs.append_pair(name, &display(value));
        }
    }
    Ok(url)
}

/// In seconds; 0 is no limit of the step's own.
fn timeout(input: &Map<String, Value>) -> Result<Option<Duration>, HttpInputError> {
    let seconds = match input.get(TIMEOUT) {
        None | Some(Value::Null) => return Ok(None),
        Some(seconds) => to_number(seconds),
    };
    let timeout = Duration::try_from_secs_f64(seconds).map_err(|_| HttpInputError::Timeout)?;
    Ok((!timeout.is_zero()).then_some(timeout))
}
