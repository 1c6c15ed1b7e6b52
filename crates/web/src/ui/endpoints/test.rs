use axum::response::Response;
use winfactor_domain::EndpointId;
use winfactor_service::endpoints;

use crate::{
    page_error::PageError,
    ui::{answer::see_with, events::trial, path_id::PathId, posted::Posted},
    view::{Notice, routes},
};

/// Sends a sample event to an endpoint and leads to what comes of it.
pub(super) async fn test(
    PathId(id): PathId<EndpointId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let trial = trial(&posted)?;
    let event = endpoints::test(posted.service(), posted.organization(), id, trial).await?;
    Ok(see_with(&routes::event(event), Notice::TestSent))
}
