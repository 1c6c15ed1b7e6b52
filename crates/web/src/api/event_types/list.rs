use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::EventType;

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    reply::Reply,
    word::{EventTypeWord, Word},
};

/// Everything that integrations are told of.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventTypes {
    data: Vec<EventTypeListed>,
}

/// A kind of event.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct EventTypeListed {
    event_type: EventTypeWord,
    /// When it fires.
    #[schema(value_type = String, example = "The customer accepts the quote.")]
    description: &'static str,
}

/// List event types
///
/// The nine core events.
#[utoipa::path(
    get, path = "/event-types", operation_id = "listEventTypes", tag = TAG,
    responses((status = 200, description = "All of them.", body = EventTypes), Reading),
)]
pub(super) async fn list(_: Caller) -> Result<Reply<EventTypes>, ApiError> {
    let all = EventType::ALL.into_iter();
    let data = all.map(|event_type| EventTypeListed {
        event_type: Word(event_type),
        description: event_type.description(),
    });
    Ok(Reply(EventTypes {
        data: data.collect(),
    }))
}
