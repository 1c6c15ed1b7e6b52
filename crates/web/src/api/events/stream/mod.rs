//! Events as they happen, as a stream of server-sent events: what a listener has missed first, then
//! what comes.

mod feed;

use std::time::Duration;

use axum::{
    http::{HeaderName, HeaderValue},
    response::{
        IntoResponse, Response,
        sse::{KeepAlive, Sse},
    },
};
use serde::Deserialize;
use utoipa::IntoParams;
use winfactor_domain::{EventId, FieldError};

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    last_event_id::LastEventId,
    query::Query,
    word::EventTypeWord,
};
use feed::Feed;

/// Between two signs of life when nothing happens.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);
/// Asks proxies not to keep anything back (nginx).
const UNBUFFERED: HeaderName = HeaderName::from_static("x-accel-buffering");

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct StreamQuery {
    /// The id of the last event that was seen; those after it come first. `Last-Event-ID` does the
    /// same. Without either, the stream begins now.
    #[param(value_type = Option<String>)]
    after: Option<EventId>,
    /// Only events of this type.
    #[serde(rename = "type")]
    #[param(rename = "type")]
    event_type: Option<EventTypeWord>,
}

/// Listen to events
///
/// Server-sent events: each has the event's id, its type, and as data the body that endpoints
/// receive. Tests are among them. The server ends a stream after a quarter of an hour; a client that
/// comes back with `Last-Event-ID` misses nothing that was recorded since.
#[utoipa::path(
    get, path = "/events/stream", operation_id = "streamEvents", tag = TAG,
    params(StreamQuery, ("Last-Event-ID" = Option<String>, Header, description = "As `after`.")),
    responses(
        (status = 200, description = "The stream.", body = String, content_type = "text/event-stream"),
        Reading,
    ),
)]
pub(super) async fn stream(
    caller: Caller,
    last: LastEventId,
    Query(query): Query<StreamQuery>,
) -> Result<Response, ApiError> {
    let seen = match last.0 {
        Some(id) => Some(id.parse().map_err(|_| not_an_event())?),
        None => query.after,
    };
    let event_type = query.event_type.map(|word| word.0);
    let feed = Feed::new(&caller.state, caller.organization, seen, event_type);
    let alive = KeepAlive::new().interval(SIGN_OF_LIFE);
    let mut response = Sse::new(feed.into_stream())
        .keep_alive(alive)
        .into_response();
    let headers = response.headers_mut();
    headers.insert(UNBUFFERED, HeaderValue::from_static("no"));
    Ok(response)
}

fn not_an_event() -> FieldError {
    FieldError::new(
        "/header/Last-Event-ID",
        "invalid",
        "must be the id of an event",
    )
}
