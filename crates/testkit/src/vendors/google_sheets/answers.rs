//! Google's errors, word by word.

use serde_json::json;

use crate::Answer;

pub(super) fn error(code: u16, status: &str, message: &str) -> Answer {
    let body = json!({"error": {"code": code, "message": message, "status": status}});
    Answer::json(code, &body)
}

pub(super) fn invalid(message: &str) -> Answer {
    error(400, "INVALID_ARGUMENT", message)
}

/// The minute's writes are used up.
pub fn quota() -> Answer {
    let message = "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per \
                   minute per user' of service 'sheets.googleapis.com'.";
    error(429, "RESOURCE_EXHAUSTED", message)
}

/// The account's project has not switched the API on.
pub fn service_disabled() -> Answer {
    let message = "Google Sheets API has not been used in project 12345 before or it is disabled.";
    error(403, "PERMISSION_DENIED", message)
}
