//! HubSpot's errors, word by word.

use serde_json::{Value, json};

use crate::Answer;

pub(super) fn error(status: u16, category: &str, message: &str) -> Answer {
    Answer::json(status, &details(category, message))
}

pub(super) fn details(category: &str, message: &str) -> Value {
    json!({
        "status": "error",
        "message": message,
        "correlationId": "aeb5f871-7f07-4993-9211-075dc63e7cbf",
        "category": category,
    })
}

pub(super) fn not_found() -> Answer {
    error(404, "OBJECT_NOT_FOUND", "resource not found")
}

pub(super) fn invalid(message: &str) -> Answer {
    error(400, "VALIDATION_ERROR", message)
}

/// The token is good, and a scope is missing.
pub fn missing_scope(scope: &str) -> Answer {
    let mut body = details(
        "MISSING_SCOPES",
        "This app hasn't been granted all required scopes to make this call.",
    );
    body["errors"] = json!([{
        "message": "One or more of the following scopes are required.",
        "context": {"requiredScopes": [scope]},
    }]);
    Answer::json(403, &body)
}

/// Too many requests within ten seconds.
pub fn too_many() -> Answer {
    let mut body = details(
        "RATE_LIMITS",
        "You have reached your ten_secondly_rolling limit.",
    );
    body["errorType"] = "RATE_LIMIT".into();
    body["policyName"] = "TEN_SECONDLY_ROLLING".into();
    Answer::json(429, &body)
        .header("x-hubspot-ratelimit-interval-milliseconds", "10000")
        .header("x-hubspot-ratelimit-max", "100")
        .header("x-hubspot-ratelimit-remaining", "0")
}

/// The account's requests of the day are used up.
pub fn daily_limit() -> Answer {
    let mut body = details("RATE_LIMITS", "You have reached your daily limit.");
    body["errorType"] = "RATE_LIMIT".into();
    body["policyName"] = "DAILY".into();
    Answer::json(429, &body)
}
