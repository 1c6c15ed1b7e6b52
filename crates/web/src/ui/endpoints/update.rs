use axum::response::Response;
use winfactor_domain::EndpointId;
use winfactor_service::endpoints::{self, EndpointPatch};

use super::form;
use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted},
    view::{Notice, routes},
};

/// Saves the settings of an endpoint.
pub(super) async fn update(
    PathId(id): PathId<EndpointId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let input = form::read(&posted.form);
    let patch = EndpointPatch {
        url: Some(input.url),
        description: Some(input.description),
        event_types: Some(posted.form.all("event_type").to_vec()),
        auth: form::auth(&posted.form),
        auto_pause: Some(input.auto_pause),
        ..EndpointPatch::default()
    };
    match endpoints::update(posted.service(), posted.organization(), id, patch).await {
        Ok(_) => Ok(see_with(&routes::endpoint(id), Notice::Saved)),
        Err(error) => form::refused(&posted, Some(id), error).await,
    }
}
