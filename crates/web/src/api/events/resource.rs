use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;
use winfactor_domain::{EventId, Timestamp};
use winfactor_service::events::{
    AttemptRow, DeliveryCounts, DeliveryRow, DeliveryStatus, DeliveryView, EventSummary, EventView,
};

use crate::api::word::{DeliveryProgress, DeliveryProgressWord, EventTypeWord, Word};

/// Something that happened, and how its deliveries stand.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct EventListed {
    #[schema(value_type = String, example = "evt_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: EventId,
    event_type: EventTypeWord,
    /// The submission, quote or lead that it is about.
    #[schema(example = "quote_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    entity_id: String,
    /// Whether it is a sample that somebody sent to try a destination out.
    test: bool,
    /// The moment of the business change, in Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    occurred_at: Timestamp,
    /// What needs most attention among its deliveries; null when it has none.
    status: Option<DeliveryProgressWord>,
    deliveries: Counts,
}

/// How many deliveries are where.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DeliveryCounts)]
struct Counts {
    /// Waiting for a try.
    pending: i64,
    /// Being tried.
    processing: i64,
    /// Kept back because the destination is paused or switched off.
    held: i64,
    /// Accepted by the receiver.
    delivered: i64,
    /// Given up after the last try.
    failed: i64,
    /// Not to be sent: somebody decided so, or the destination is gone.
    skipped: i64,
}

/// An event with everything that was done about it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    #[schema(value_type = String, example = "evt_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: EventId,
    event_type: EventTypeWord,
    /// The submission, quote or lead that it is about.
    #[schema(example = "quote_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    entity_id: String,
    /// Its place among the events about the same, from 1.
    #[schema(example = 1)]
    sequence: i64,
    /// Whether it is a sample that somebody sent to try a destination out.
    test: bool,
    /// The moment of the business change, in Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    occurred_at: Timestamp,
    /// The body, exactly as every destination receives it.
    #[schema(value_type = Object)]
    payload: Box<RawValue>,
    deliveries: Vec<Delivery>,
}

/// An event on its way to one destination.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Delivery {
    /// An endpoint or a flow.
    #[schema(example = "endpoint_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    destination_id: String,
    /// What people call it; null when it was deleted.
    destination_name: Option<String>,
    status: DeliveryProgressWord,
    /// When it is tried next, in Unix milliseconds.
    #[schema(value_type = Option<i64>)]
    next_try_at: Option<Timestamp>,
    /// What went wrong at the last try.
    last_failure: Option<String>,
    /// Unix milliseconds.
    #[schema(value_type = i64)]
    created_at: Timestamp,
    /// When nothing more was to be done, in Unix milliseconds.
    #[schema(value_type = Option<i64>)]
    finished_at: Option<Timestamp>,
    attempts: Vec<Attempt>,
}

/// One try.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Attempt {
    /// From 1: `X-WinFactor-Attempt`.
    #[schema(example = 1)]
    number: u32,
    /// Unix milliseconds.
    #[schema(value_type = i64)]
    started_at: Timestamp,
    #[schema(example = 182)]
    duration_ms: i64,
    /// `delivered`, or a stable word for what went wrong.
    #[schema(example = "delivered")]
    outcome: String,
    /// What went wrong, in a sentence.
    reason: Option<String>,
    #[schema(example = 200)]
    http_status: Option<u16>,
    /// What was sent, secrets left out.
    #[schema(value_type = Option<Object>)]
    request_headers: Option<Box<RawValue>>,
    #[schema(value_type = Option<Object>)]
    response_headers: Option<Box<RawValue>>,
    /// The beginning of the answer.
    response_body: Option<String>,
}

impl From<EventSummary> for EventListed {
    fn from(event: EventSummary) -> Self {
        let counts = event.deliveries;
        EventListed {
            id: event.id,
            event_type: Word(event.event_type),
            entity_id: event.subject,
            test: event.test,
            occurred_at: event.occurred_at,
            status: most_urgent(counts).map(Word),
            deliveries: Counts {
                pending: counts.pending,
                processing: counts.processing,
                held: counts.held,
                delivered: counts.delivered,
                failed: counts.failed,
                skipped: counts.skipped,
            },
        }
    }
}

fn most_urgent(counts: DeliveryCounts) -> Option<DeliveryProgress> {
    let by_urgency = [
        (counts.failed, DeliveryProgress::Failed),
        (counts.held, DeliveryProgress::Held),
        (counts.processing, DeliveryProgress::Processing),
        (counts.pending, DeliveryProgress::Pending),
        (counts.delivered, DeliveryProgress::Delivered),
        (counts.skipped, DeliveryProgress::Skipped),
    ];
    let present = by_urgency.into_iter().find(|(count, _)| *count > 0);
    present.map(|(_, progress)| progress)
}

impl From<EventView> for Event {
    fn from(view: EventView) -> Self {
        let event = view.event;
        Event {
            id: event.id,
            event_type: Word(event.event_type),
            entity_id: event.subject,
            sequence: event.subject_seq,
            test: event.test,
            occurred_at: event.occurred_at,
            payload: as_stored(event.body),
            deliveries: view.deliveries.into_iter().map(Delivery::from).collect(),
        }
    }
}

impl From<DeliveryView> for Delivery {
    fn from(view: DeliveryView) -> Self {
        let delivery = view.delivery;
        let progress = progress(&delivery);
        let waits = progress == DeliveryProgress::Pending;
        Delivery {
            destination_id: delivery.destination,
            destination_name: view.destination_name,
            status: Word(progress),
            next_try_at: waits.then_some(delivery.due_at),
            last_failure: delivery.last_failure,
            created_at: delivery.created_at,
            finished_at: delivery.finished_at,
            attempts: view.attempts.into_iter().map(Attempt::from).collect(),
        }
    }
}

fn progress(delivery: &DeliveryRow) -> DeliveryProgress {
    match delivery.status {
        DeliveryStatus::Pending if delivery.lease_owner.is_some() => DeliveryProgress::Processing,
        DeliveryStatus::Pending => DeliveryProgress::Pending,
        DeliveryStatus::Held => DeliveryProgress::Held,
        DeliveryStatus::Delivered => DeliveryProgress::Delivered,
        DeliveryStatus::Failed => DeliveryProgress::Failed,
        DeliveryStatus::Skipped => DeliveryProgress::Skipped,
    }
}

impl From<AttemptRow> for Attempt {
    fn from(attempt: AttemptRow) -> Self {
        Attempt {
            number: attempt.number,
            started_at: attempt.started_at,
            duration_ms: attempt.duration_ms,
            outcome: attempt.outcome,
            reason: attempt.reason,
            http_status: attempt.http_status,
            request_headers: attempt.request_headers.map(as_stored),
            response_headers: attempt.response_headers.map(as_stored),
            response_body: attempt.response_body,
        }
    }
}

/// JSON that is passed on byte by byte.
fn as_stored(json: String) -> Box<RawValue> {
    RawValue::from_string(json).unwrap_or_else(|_| RawValue::NULL.to_owned())
}
