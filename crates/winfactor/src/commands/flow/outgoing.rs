//! What a run sends, as it is shown: the method, address, headers and body of a request, the input of
//! a channel's step; both without secrets.

use serde::Serialize;
use serde_json::{Map, Value};
use url::Url;
use winfactor_flows::{
    pieces::{
        FetchedFile, FileValue,
        http::{FetchedFiles, HttpInputError, SendRequest},
    },
    run::StepRequest,
};

use super::secrets::{REDACTED, Secrets};

/// Parts of the names of headers that prove who asks.
const CREDENTIALS: [&str; 9] = [
    "authorization",
    "cookie",
    "token",
    "secret",
    "password",
    "signature",
    "api-key",
    "apikey",
    "access-key",
];

/// A request that was made, or would have been.
#[derive(Debug, Serialize)]
pub(super) struct ShownRequest {
    /// The step, with the iterations around it: `loop[0].step_2`.
    pub(super) step: String,
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Map<String, Value>,
    /// JSON if it can be read as that, otherwise text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<Value>,
}

/// What was given to a channel, or would have been.
#[derive(Debug, Serialize)]
pub(super) struct ShownCall {
    /// The step, with the iterations around it.
    pub(super) step: String,
    pub(super) piece: String,
    pub(super) action: String,
    /// Its inputs, the connection left out.
    pub(super) input: Map<String, Value>,
}

impl ShownCall {
    pub(super) fn of(request: &StepRequest, secrets: &Secrets) -> Self {
        let inputs = request.readable_input().into_iter();
        let inputs = inputs.filter(|(name, value)| *name != "auth" && !value.is_null());
        ShownCall {
            step: request.path.to_string(),
            piece: request.piece_name.to_string(),
            action: request.action_name.to_string(),
            input: inputs
                .map(|(name, value)| (name, hidden(&value, secrets)))
                .collect(),
        }
    }
}

fn hidden(value: &Value, secrets: &Secrets) -> Value {
    readable(value.to_string().as_bytes(), secrets)
}

/// The requests of an HTTP step: those that fetch its files, then its own.
pub(super) fn requests(
    request: &StepRequest,
    secrets: &Secrets,
) -> Result<Vec<ShownRequest>, HttpInputError> {
    let step = request.path.to_string();
    let files = SendRequest::files_to_fetch(&request.input);
    let mut shown: Vec<_> = files
        .iter()
        .map(|url| ShownRequest {
            step: step.clone(),
            method: "GET".to_owned(),
            url: secrets.hide(url.as_str()),
            headers: Map::new(),
            body: None,
        })
        .collect();
    let files: FetchedFiles = files
        .into_iter()
        .map(|url| (url.clone(), without_content(&url)))
        .collect();
    let request = SendRequest::from_input(&request.input, &files)?.request;
    let headers = request.headers.iter();
    shown.push(ShownRequest {
        step,
        method: request.method.as_str().to_owned(),
        url: secrets.hide(request.url.as_str()),
        headers: headers
            .map(|(name, value)| (name.clone(), header(name, value, secrets).into()))
            .collect(),
        body: request.body.map(|body| readable(&body, secrets)),
    });
    Ok(shown)
}

/// Stands for a file that has not been fetched.
fn without_content(url: &Url) -> FileValue {
    FileValue::fetched(FetchedFile {
        url,
        content_type: None,
        content_disposition: None,
        content: b"",
    })
}

fn header(name: &str, value: &str, secrets: &Secrets) -> String {
    let name = name.to_ascii_lowercase();
    if CREDENTIALS.iter().any(|part| name.contains(part)) {
        REDACTED.to_owned()
    } else {
        secrets.hide(value)
    }
}

fn readable(body: &[u8], secrets: &Secrets) -> Value {
    let text = secrets.hide(&String::from_utf8_lossy(body));
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}
