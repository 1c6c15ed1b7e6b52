//! Pipedrive's answers and errors, in its words.

use serde_json::{Value, json};

use crate::Answer;

const INFO: &str =
    "Please check developers.pipedrive.com for more information about Pipedrive API.";

pub(super) fn success(data: &Value) -> Answer {
    counted(Answer::json(200, &json!({"success": true, "data": data})))
}

/// With what Pipedrive tells beside the data.
pub(super) fn listed(data: &Value, additional: &Value) -> Answer {
    let body = json!({"success": true, "data": data, "additional_data": additional});
    counted(Answer::json(200, &body))
}

pub(super) fn error(status: u16, error: &str) -> Answer {
    counted(Answer::json(status, &details(error)))
}

fn details(error: &str) -> Value {
    json!({
        "success": false, "error": error, "error_info": INFO, "data": null, "additional_data": null,
    })
}

/// With the counters that every answer has.
fn counted(answer: Answer) -> Answer {
    answer
        .header("x-ratelimit-limit", "20")
        .header("x-ratelimit-remaining", "19")
        .header("x-ratelimit-reset", "2")
        .header("x-daily-ratelimit-token-limit", "30000")
        .header("x-daily-ratelimit-token-remaining", "29000")
}

/// Too many requests within two seconds.
pub fn too_many() -> Answer {
    Answer::json(429, &details("Request over limit"))
        .header("x-ratelimit-limit", "20")
        .header("x-ratelimit-remaining", "0")
        .header("x-ratelimit-reset", "2")
        .header("x-daily-ratelimit-token-remaining", "29000")
}

/// The account's budget of the day is used up. The short limit is not, and its window is told all
/// the same.
pub fn budget_spent() -> Answer {
    Answer::json(429, &details("Request over limit"))
        .header("x-ratelimit-limit", "20")
        .header("x-ratelimit-remaining", "19")
        .header("x-ratelimit-reset", "2")
        .header("x-daily-ratelimit-token-limit", "30000")
        .header("x-daily-ratelimit-token-remaining", "0")
}

/// The page that whoever asks on gets, in spite of the limits.
pub fn shut_out() -> Answer {
    Answer::status(403)
        .header("content-type", "text/html")
        .body("<html><title>Access denied</title>Error 1015: You are being rate limited</html>")
}

/// The app may not do it.
pub fn scope_mismatch() -> Answer {
    error(403, "Scope and URL mismatch")
}

/// The account may have no more deals.
pub fn deals_limit() -> Answer {
    let mut body = details("Couldn't add the deal. Open deals limit reached.");
    body["code"] = "feature_capping_deals_limit".into();
    counted(Answer::json(403, &body))
}

/// A custom field does not take its value.
pub fn refused_field(status: u16, key: &str) -> Answer {
    let mut body = details("Validation failed");
    body["field_code"] = key.into();
    counted(Answer::json(status, &body))
}

/// The company pays no more.
pub fn account_closed() -> Answer {
    error(402, "Company account is not open")
}

/// Something that Pipedrive has taken away.
pub fn gone() -> Answer {
    error(410, "This endpoint is no longer available")
}
