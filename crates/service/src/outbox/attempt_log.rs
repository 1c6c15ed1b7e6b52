use winfactor_connectors::webhook::Attempt;
use winfactor_domain::Timestamp;
use winfactor_store::attempts::AttemptRow;

use super::Delivery;

/// What the log keeps of an attempt.
pub(super) fn attempt_row(
    delivery: &Delivery,
    destination: &str,
    attempt: &Attempt,
    started_at: Timestamp,
) -> AttemptRow {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    AttemptRow {
        organization: delivery.organization,
        event: delivery.event,
        destination: destination.to_owned(),
        number: delivery.attempts + 1,
        started_at,
        duration_ms: i64::try_from(attempt.duration.as_millis()).unwrap_or(i64::MAX),
        outcome: attempt.outcome.code().to_owned(),
        reason: attempt.reason.clone(),
        http_status: attempt.status,
        request_headers: text(attempt.request_headers.as_str()),
        response_headers: text(attempt.response_headers.as_str()),
        response_body: text(&attempt.response_text),
    }
}
