use axum::response::Response;
use winfactor_domain::FlowId;
use winfactor_service::flows;

use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted},
    view::{Notice, routes},
};

/// Removes a flow; the log of its runs stays.
pub(super) async fn delete(
    PathId(id): PathId<FlowId>,
    posted: Posted,
) -> Result<Response, PageError> {
    flows::delete(posted.service(), posted.organization(), id).await?;
    Ok(see_with(routes::FLOWS, Notice::Deleted))
}
