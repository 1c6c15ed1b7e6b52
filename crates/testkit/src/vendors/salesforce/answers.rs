//! Salesforce's errors, word by word.

use serde_json::{Value, json};

use crate::Answer;

/// An answer with one error.
pub fn error(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(status, &json!([{"message": message, "errorCode": code}]))
}

/// The same about these fields.
pub(super) fn error_in(code: &str, message: &str, fields: &[&str]) -> Answer {
    let error = json!({"message": message, "errorCode": code, "fields": fields});
    Answer::json(400, &json!([error]))
}

pub(super) fn session_ended() -> Answer {
    error(401, "INVALID_SESSION_ID", "Session expired or invalid")
}

pub(super) fn not_found() -> Answer {
    error(404, "NOT_FOUND", "The requested resource does not exist")
}

/// The requests of the last 24 hours are used up.
pub fn daily_limit() -> Answer {
    error(
        403,
        "REQUEST_LIMIT_EXCEEDED",
        "TotalRequests Limit exceeded.",
    )
}

/// Somebody else changes the record.
pub fn locked() -> Answer {
    error(
        400,
        "UNABLE_TO_LOCK_ROW",
        "unable to obtain exclusive access to this record",
    )
}

pub fn unavailable() -> Answer {
    error(
        503,
        "SERVER_UNAVAILABLE",
        "We are down for maintenance. Sorry for the inconvenience. We'll be back shortly.",
    )
}

/// A duplicate rule found this record. The name of the member is Salesforce's own.
pub(super) fn duplicates(object: &str, id: &str) -> Answer {
    let message = "You're creating a duplicate record. We recommend you use an existing record \
                   instead.";
    let record: Value = json!({
        "attributes": {"type": object, "url": address(object, id)},
        "Id": id,
    });
    let found = json!({
        "additionalInformation": [], "fieldDiffs": [], "matchConfidence": 100.0, "record": record,
    });
    let result = json!({
        "entityType": object, "errors": [], "matchEngine": "FuzzyMatchEngine",
        "matchRecords": [found], "rule": "Standard_Lead_Match_Rule_v1_0", "size": 1,
        "success": true,
    });
    let details = json!({
        "allowSave": true, "duplicateRule": "Standard_Lead_Duplicate_Rule",
        "duplicateRuleEntityType": object, "errorMessage": message, "matchResults": [result],
    });
    let error = json!({
        "duplicateResut": details, "errorCode": "DUPLICATES_DETECTED", "message": message,
    });
    Answer::json(400, &json!([error]))
}

/// Several records have the same external ID.
pub(super) fn several(object: &str, ids: &[String]) -> Answer {
    let addresses: Vec<String> = ids.iter().map(|id| address(object, id)).collect();
    Answer::json(300, &json!(addresses))
}

pub(super) fn address(object: &str, id: &str) -> String {
    format!("/services/data/v56.0/sobjects/{object}/{id}")
}
