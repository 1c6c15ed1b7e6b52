use axum::{http::HeaderMap, response::Response};
use winfactor_domain::LeadId;
use winfactor_service::leads;

use crate::{
    page_error::PageError,
    ui::{answer::see_with, list::way_back, path_id::PathId, posted::Posted},
    view::{Notice, routes},
};

/// Notes that somebody was called back, or that nothing more is to be done.
pub(super) async fn change_status(
    headers: HeaderMap,
    PathId(id): PathId<LeadId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let status = posted.form.text("status");
    leads::update(posted.service(), posted.organization(), id, status).await?;
    Ok(see_with(&way_back(&headers, routes::LEADS), Notice::Saved))
}
