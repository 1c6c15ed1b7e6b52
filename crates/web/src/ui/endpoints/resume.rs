use axum::response::Response;
use winfactor_domain::{EndpointId, Timestamp};
use winfactor_service::{
    endpoints::{self, Resume},
    organizations,
};

use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted},
    view::{Notice, Problem, routes},
};

/// Sends to an endpoint again: all events that were held, those since a moment, or none of them.
pub(super) async fn resume(
    PathId(id): PathId<EndpointId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let address = routes::endpoint(id);
    let held = match posted.form.text("held") {
        "all" => Resume::All,
        "none" => Resume::None,
        "since" => match since(&posted).await? {
            Some(since) => Resume::Since(since),
            None => return Ok(see_with(&address, Notice::TimeMissing)),
        },
        _ => return Err(Problem::BadRequest.into()),
    };
    endpoints::resume(posted.service(), posted.organization(), id, held).await?;
    Ok(see_with(&address, Notice::Resumed))
}

/// The moment that was typed, on the clock of the organization.
async fn since(posted: &Posted) -> Result<Option<Timestamp>, PageError> {
    let organization = organizations::get(posted.service(), posted.organization()).await?;
    Ok(organization.time_zone.moment_of(posted.form.text("since")))
}
