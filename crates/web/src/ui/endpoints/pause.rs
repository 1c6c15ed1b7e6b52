use axum::response::Response;
use winfactor_domain::EndpointId;
use winfactor_service::endpoints;

use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted},
    view::{Notice, routes},
};

/// Holds the events of an endpoint until it is resumed.
pub(super) async fn pause(
    PathId(id): PathId<EndpointId>,
    posted: Posted,
) -> Result<Response, PageError> {
    endpoints::pause(posted.service(), posted.organization(), id).await?;
    Ok(see_with(&routes::endpoint(id), Notice::Paused))
}
