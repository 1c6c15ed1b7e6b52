use axum::response::Response;
use winfactor_domain::EndpointId;
use winfactor_service::endpoints;

use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted},
    view::{Notice, routes},
};

/// Removes an endpoint; the events and what was tried stay.
pub(super) async fn delete(
    PathId(id): PathId<EndpointId>,
    posted: Posted,
) -> Result<Response, PageError> {
    endpoints::delete(posted.service(), posted.organization(), id).await?;
    Ok(see_with(routes::ENDPOINTS, Notice::Deleted))
}
