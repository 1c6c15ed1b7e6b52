use winfactor_domain::EventId;
use winfactor_service::events;

use super::{TAG, resource::Event};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// One event
///
/// The event of that id, with its payload and every try of every delivery.
#[utoipa::path(
    get, path = "/events/{id}", operation_id = "getEvent", tag = TAG,
    params(("id" = String, Path, description = "The event's id: `X-WinFactor-Delivery`.")),
    responses((status = 200, description = "The event.", body = Event), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    PathId(id): PathId<EventId>,
) -> Result<Reply<Event>, ApiError> {
    let found = events::get(caller.service(), caller.organization, id).await?;
    Ok(Reply(found.into()))
}
