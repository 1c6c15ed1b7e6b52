use axum::response::Response;
use winfactor_domain::EventId;
use winfactor_service::{ServiceError, events, outbox::Destination};

use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted},
    view::{Notice, Problem, routes},
};

/// Sends an event again: to one receiver, or to all it was for.
pub(super) async fn redeliver(
    PathId(id): PathId<EventId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let destination = match posted.form.text("destination") {
        "" => None,
        text => Some(
            text.parse::<Destination>()
                .map_err(|_| Problem::BadRequest)?,
        ),
    };
    let (service, organization) = (posted.service(), posted.organization());
    let notice = match events::redeliver(service, organization, id, destination).await {
        Ok(_) => Notice::RedeliveryStarted,
        Err(ServiceError::Conflict {
            code: "already_in_flight",
            ..
        }) => Notice::InFlight,
        Err(ServiceError::Conflict { code, .. })
            if code == "destination_stopped" || code == "no_destination" =>
        {
            Notice::ReceiverStopped
        }
        Err(error) => return Err(error.into()),
    };
    Ok(see_with(&routes::event(id), notice))
}
