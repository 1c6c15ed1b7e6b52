use serde_json::Value;
use winfactor_domain::{EventId, EventType};
use winfactor_flows::{CompiledFlow, pieces::EventDelivery};

use crate::{Result, ServiceError};

/// The user agent that deliveries carry.
const AGENT: &str = concat!("WinFactor/", env!("CARGO_PKG_VERSION"));

/// An event as it is recorded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EventText<'a> {
    pub id: EventId,
    pub event_type: EventType,
    pub body: &'a str,
}

/// What a flow sees of an event: what ActivePieces would have received, less the signatures, which
/// prove nothing inside WinFactor.
pub(crate) fn trigger_output(flow: &CompiledFlow, event: EventText<'_>) -> Result<Value> {
    let id = event.id.to_string();
    let headers = [
        ("content-type", "application/json"),
        ("user-agent", AGENT),
        ("x-winfactor-event", event.event_type.name()),
        ("x-winfactor-delivery", &id),
    ];
    flow.trigger_output(EventDelivery {
        headers: &headers,
        raw_body: event.body,
    })
    .map_err(|error| ServiceError::internal("an event's body is not JSON", error))
}
