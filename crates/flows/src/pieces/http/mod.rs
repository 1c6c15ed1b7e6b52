//! ActivePieces' HTTP piece: a request to any address.
//!
//! Nothing is sent here. [`SendRequest::from_input`] turns the input of a step into an
//! [`OutgoingRequest`]; the driver sends it and hands what came of it to [`SendRequest::judge`],
//! which says whether that is the output of the step, its failure, or a reason to send it once more.

mod answer;
mod body;
mod error;
mod failure_mode;
mod headers;
mod multipart;
mod outgoing;
mod request;
#[cfg(test)]
mod tests;

use serde_json::json;

use super::definition::{ActionDefinition, OutputShape, PieceDefinition};
use super::property::{PropDefinition, PropertyType};

pub use answer::{Answer, NoAnswer};
pub use error::HttpInputError;
pub use failure_mode::Judgement;
pub use outgoing::{Method, OutgoingRequest};
pub use request::{FetchedFiles, SendRequest};

pub const HTTP_PIECE: &str = "@activepieces/piece-http";
pub const SEND_REQUEST: &str = "send_request";

const METHOD: &str = "method";
const URL: &str = "url";
const HEADERS: &str = "headers";
const QUERY_PARAMS: &str = "queryParams";
const AUTH_TYPE: &str = "authType";
const AUTH_FIELDS: &str = "authFields";
const BODY_TYPE: &str = "body_type";
const BODY: &str = "body";
const IS_BINARY: &str = "response_is_binary";
const USE_PROXY: &str = "use_proxy";
const TIMEOUT: &str = "timeout";
const FOLLOW_REDIRECTS: &str = "followRedirects";
const FAILURE_MODE: &str = "failureMode";

pub(super) fn definition() -> PieceDefinition {
    let send_request = ActionDefinition::new(
        SEND_REQUEST,
        "Send HTTP request",
        props(),
        json!({
            "status": 200,
            "headers": {"content-type": "application/json"},
            "body": {"id": 42, "name": "John Smith"},
        }),
    );
    // After a failure that is gone over, the output has other members, so all of it is open.
    PieceDefinition::of_actions(
        HTTP_PIECE,
        "HTTP",
        [send_request.with_shape(OutputShape::Open)],
    )
}

fn props() -> Vec<PropDefinition> {
    let methods = Method::ALL.map(|method| (method.as_str(), method.as_str()));
    let auth_types = [
        ("NONE", "None"),
        ("BASIC", "Basic Auth"),
        ("BEARER_TOKEN", "Bearer Token"),
    ];
    let body_types = [
        ("none", "None"),
        ("form_data", "Form Data"),
        ("json", "JSON"),
        ("raw", "Raw"),
    ];
    vec![
        PropDefinition::required(METHOD, "Method", PropertyType::one_of(&methods)),
        PropDefinition::required(URL, "URL", PropertyType::ShortText),
        PropDefinition::required(HEADERS, "Headers", PropertyType::Object).or(json!({})),
        PropDefinition::required(QUERY_PARAMS, "Query params", PropertyType::Object).or(json!({})),
        PropDefinition::required(
            AUTH_TYPE,
            "Authentication",
            PropertyType::one_of(&auth_types),
        )
        .or("NONE"),
        PropDefinition::optional(AUTH_FIELDS, "Authentication Fields", PropertyType::Dynamic),
        PropDefinition::optional(BODY_TYPE, "Body Type", PropertyType::one_of(&body_types))
            .or("none"),
        PropDefinition::optional(BODY, "Body", PropertyType::Dynamic),
        PropDefinition::optional(IS_BINARY, "Response is Binary", PropertyType::Checkbox).or(false),
        PropDefinition::optional(USE_PROXY, "Use Proxy", PropertyType::Checkbox).or(false),
        PropDefinition::optional("proxy_settings", "Proxy Settings", PropertyType::Dynamic),
        PropDefinition::optional(TIMEOUT, "Timeout (in seconds)", PropertyType::Number),
        PropDefinition::optional(FOLLOW_REDIRECTS, "Follow redirects", PropertyType::Checkbox)
            .or(false),
        PropDefinition::optional(
            FAILURE_MODE,
            "On Failure",
            PropertyType::one_of(&failure_mode::CHOICES),
        )
        .or("continue_none"),
    ]
}
