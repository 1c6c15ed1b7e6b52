use serde::Deserialize;
use utoipa::IntoParams;
use winfactor_domain::EventId;
use winfactor_service::events::{self, EventFilter};

use super::{TAG, resource::EventListed};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Cursor, Listing, page},
    query::Query,
    reply::Reply,
    word::{DeliveryProgressWord, EventTypeWord, Vocabulary},
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only events of this type.
    #[serde(rename = "type")]
    #[param(rename = "type")]
    event_type: Option<EventTypeWord>,
    /// Only events with at least one delivery that stands so.
    status: Option<DeliveryProgressWord>,
    /// Only events about this submission, quote or lead.
    #[param(example = "quote_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    entity_id: Option<String>,
    /// How many, at most.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// The `nextCursor` of the part before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// List events
///
/// The events, newest first, without their payloads.
#[utoipa::path(
    get, path = "/events", operation_id = "listEvents", tag = TAG, params(Filter),
    responses((status = 200, description = "A part of the list.", body = Listing<EventListed>), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Reply<Listing<EventListed>>, ApiError> {
    let page = page::<EventId>(filter.limit, filter.cursor.as_ref())?;
    let filter = EventFilter {
        event_type: filter.event_type.map(|word| word.0),
        subject: filter.entity_id,
        status: filter.status.map(|word| word.0.code().to_owned()),
    };
    let found = events::list(caller.service(), caller.organization, filter, page).await?;
    Ok(Reply(Listing::new(
        found,
        |event| event.id,
        EventListed::from,
    )))
}
