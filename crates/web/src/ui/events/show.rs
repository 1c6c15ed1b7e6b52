use std::time::Duration;

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use winfactor_domain::EventId;
use winfactor_service::{
    Result as ServiceResult, ServiceError, endpoints,
    events::{self, AttemptRow, DeliveryCounts, DeliveryRow, DeliveryStatus, EventSummary},
    outbox,
};

use super::{destination_view, event_views};
use crate::{
    page_error::PageError,
    ui::{answer::page, desk::Desk, endpoints::endpoint_state, path_id::PathId},
    view::{
        AttemptOutcome, DeliveryState, EndpointState, HeldBecause,
        app::{AttemptView, DeliveryView, EventPage, event_page},
    },
};

/// How long a page that was just opened looks again by itself for the outcome of a first try.
const LOOKS_AGAIN_FOR: Duration = Duration::from_secs(60);

/// One event with all that was done about it.
pub(super) async fn show(desk: Desk, PathId(id): PathId<EventId>) -> Result<Response, PageError> {
    let found = events::get(desk.service(), desk.id(), id).await?;
    let summary = EventSummary {
        id,
        event_type: found.event.event_type,
        subject: found.event.subject.clone(),
        test: found.event.test,
        occurred_at: found.event.occurred_at,
        deliveries: DeliveryCounts::default(),
    };
    let mut event = event_views(&desk, vec![summary]).await?;
    let event = event.pop().ok_or_else(PageError::not_found)?;
    let mut deliveries = Vec::with_capacity(found.deliveries.len());
    for delivery in found.deliveries {
        deliveries.push(view(&desk, delivery).await?);
    }
    let payload = indented(&found.event.body);
    let mut response = page(event_page(&EventPage {
        frame: desk.frame(),
        event: &event,
        payload: payload.as_deref(),
        deliveries: &deliveries,
    }));
    let is_fresh = desk.reader.now.since(event.at) < LOOKS_AGAIN_FOR;
    if is_fresh && deliveries.iter().any(is_first_try) {
        // Works without scripts, and ends by itself.
        response
            .headers_mut()
            .insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    Ok(response)
}

async fn view(desk: &Desk, found: events::DeliveryView) -> ServiceResult<DeliveryView> {
    Ok(DeliveryView {
        state: state(desk, &found.delivery).await?,
        destination: destination_view(&found.delivery.destination, found.destination_name),
        attempts: found.attempts.into_iter().map(attempt).collect(),
    })
}

async fn state(desk: &Desk, delivery: &DeliveryRow) -> ServiceResult<DeliveryState> {
    Ok(match delivery.status {
        DeliveryStatus::Pending if delivery.lease_owner.is_some() => DeliveryState::Sending,
        DeliveryStatus::Pending => DeliveryState::Waiting {
            next_at: (delivery.due_at > desk.reader.now).then_some(delivery.due_at),
        },
        DeliveryStatus::Delivered => DeliveryState::Accepted,
        DeliveryStatus::Failed => DeliveryState::Failed,
        DeliveryStatus::Skipped => DeliveryState::LeftOut,
        DeliveryStatus::Held => DeliveryState::Held(held_because(desk, delivery).await?),
    })
}

async fn held_because(desk: &Desk, delivery: &DeliveryRow) -> ServiceResult<HeldBecause> {
    let Ok(outbox::Destination::Endpoint(id)) = delivery.destination.parse() else {
        return Ok(HeldBecause::FlowOff);
    };
    let endpoint = match endpoints::get(desk.service(), desk.id(), id).await {
        Ok(endpoint) => endpoint,
        Err(ServiceError::NotFound { .. }) => return Ok(HeldBecause::ReceiverGone),
        Err(error) => return Err(error),
    };
    Ok(match endpoint_state(&endpoint.state) {
        EndpointState::FlowOff => HeldBecause::FlowOff,
        EndpointState::Gone => HeldBecause::ReceiverGone,
        _ => HeldBecause::EndpointPaused,
    })
}

fn attempt(row: AttemptRow) -> AttemptView {
    AttemptView {
        number: row.number,
        at: row.started_at,
        duration: Duration::from_millis(u64::try_from(row.duration_ms).unwrap_or_default()),
        http_status: row.http_status,
        outcome: match row.outcome.as_str() {
            "delivered" => AttemptOutcome::Accepted,
            _ => AttemptOutcome::Failed {
                message: row.reason.unwrap_or_else(|| row.outcome.clone()),
                code: row.outcome,
            },
        },
        response: row.response_body.filter(|body| !body.is_empty()),
    }
}

/// Whether the outcome of the first try is still to come.
fn is_first_try(delivery: &DeliveryView) -> bool {
    let open = matches!(
        delivery.state,
        DeliveryState::Sending | DeliveryState::Waiting { .. }
    );
    open && delivery.attempts.is_empty()
}

/// JSON for people; nothing when it was erased.
fn indented(body: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(body).ok()?;
    serde_json::to_string_pretty(&value).ok()
}
