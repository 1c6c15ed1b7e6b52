use axum::extract::Path;
use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{
    EventType, Locale,
    events::{
        Envelope, EventData, json_schema,
        sample::{Fullness, sample},
    },
};

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    reply::Reply,
    word::{EventTypeWord, Word},
};

/// A kind of event with the shape of its body.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct EventTypeShown {
    event_type: EventTypeWord,
    /// When it fires.
    #[schema(value_type = String, example = "The customer accepts the quote.")]
    description: &'static str,
    /// The JSON Schema (2020-12) of the body.
    #[schema(value_type = Object)]
    schema: serde_json::Value,
    /// For each language.
    samples: SamplesByLocale,
}

/// Samples for each language of customers and staff.
#[derive(Debug, Serialize, ToSchema)]
struct SamplesByLocale {
    en: Samples,
    de: Samples,
    nl: Samples,
}

/// Bodies as an endpoint would receive them.
#[derive(Debug, Serialize, ToSchema)]
struct Samples {
    /// Every optional part is there.
    #[schema(value_type = Object)]
    full: Envelope<EventData>,
    /// Every part that can be null is null.
    #[schema(value_type = Object)]
    sparse: Envelope<EventData>,
}

impl Samples {
    fn of(event_type: EventType, locale: Locale) -> Self {
        Samples {
            full: sample(event_type, locale, Fullness::Full),
            sparse: sample(event_type, locale, Fullness::Sparse),
        }
    }
}

/// One event type
///
/// The JSON Schema of its body, and samples in every language.
#[utoipa::path(
    get, path = "/event-types/{type}", operation_id = "getEventType", tag = TAG,
    params(("type" = EventTypeWord, Path, description = "Its name, such as `quote.accepted`.")),
    responses((status = 200, description = "The event type.", body = EventTypeShown), Reading),
)]
pub(super) async fn get(
    _: Caller,
    Path(name): Path<String>,
) -> Result<Reply<EventTypeShown>, ApiError> {
    let event_type: EventType =
        name.parse()
            .map_err(|error: winfactor_domain::events::UnknownEventType| {
                ApiError::not_found(error.to_string())
            })?;
    Ok(Reply(EventTypeShown {
        event_type: Word(event_type),
        description: event_type.description(),
        schema: json_schema(event_type).to_value(),
        samples: SamplesByLocale {
            en: Samples::of(event_type, Locale::En),
            de: Samples::of(event_type, Locale::De),
            nl: Samples::of(event_type, Locale::Nl),
        },
    }))
}
