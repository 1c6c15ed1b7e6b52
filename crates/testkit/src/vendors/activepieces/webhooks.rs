use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Map, Value, json};
use sha2::Sha256;

use super::state::{State, invalid};
use crate::Answer;
use crate::receiver::Received;

/// It counts a body twice: as it came, and as it was read.
const MOST_BYTES: usize = 12 * 1024 * 1024;
const ID_LENGTH: usize = 21;

impl State {
    /// Answers before any run, as a real server does.
    pub(super) fn webhook(&mut self, request: &Received, id: &str, suffix: &str) -> Answer {
        let is_id = id.len() == ID_LENGTH && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_id || !matches!(suffix, "" | "sync" | "test" | "draft") {
            return invalid("flowId");
        }
        // The body is read before the flow is looked at.
        match request.header("content-type") {
            Some(kind) if kind.split(';').next() == Some("application/json") => {}
            _ => return Answer::status(415),
        }
        if request.body.len() > MOST_BYTES {
            return Answer::status(413);
        }
        let Ok(body) = serde_json::from_slice::<Value>(&request.body) else {
            return invalid("body");
        };
        let webhook_id = self.new_id("wEbhook");
        let Some(flow) = self.flow_mut(id) else {
            return answered(410, &webhook_id);
        };
        if suffix == "test" {
            return answered(200, &webhook_id);
        }
        let (true, Some(published)) = (flow.enabled, flow.published.clone()) else {
            return answered(404, &webhook_id);
        };
        let input = &published["trigger"]["settings"]["input"];
        if passes(input, request) {
            let payload = payload(request, body);
            self.run(id, &published, payload);
        }
        match suffix {
            // Without a step that returns a response.
            "sync" => answered(204, &webhook_id),
            _ => answered(200, &webhook_id),
        }
    }
}

fn answered(status: u16, webhook_id: &str) -> Answer {
    let answer = match status {
        204 => Answer::status(204),
        _ => Answer::json(status, &json!({})),
    };
    answer.header("x-webhook-id", webhook_id)
}

fn payload(request: &Received, body: Value) -> Value {
    let headers: Map<String, Value> = request
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().into()))
        .collect();
    json!({
        "method": request.method.as_str(), "headers": headers, "body": body, "queryParams": {},
        "rawBody": String::from_utf8_lossy(&request.body),
    })
}

/// What Catch Webhook checks: one that does not pass starts nothing, and its sender does not learn it.
fn passes(input: &Value, request: &Received) -> bool {
    let fields = &input["authFields"];
    let field = |key: &str| fields[key].as_str().unwrap_or_default();
    match input["authType"].as_str() {
        Some("header") => request.header(field("headerName")) == Some(field("headerValue")),
        Some("basic") => {
            let pair = format!("{}:{}", field("username"), field("password"));
            let expected = format!("Basic {}", STANDARD.encode(pair));
            request.header("authorization") == Some(expected.as_str())
        }
        Some("hmac") => {
            let secret = field("hmacSecret").as_bytes();
            let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("any length is a key");
            mac.update(&request.body);
            let digest = mac.finalize().into_bytes();
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            let expected = format!("{}{hex}", field("hmacSignaturePrefix"));
            request.header(field("hmacHeaderName")) == Some(expected.as_str())
        }
        _ => true,
    }
}
