use axum::response::Response;
use winfactor_domain::EndpointId;
use winfactor_service::endpoints;

use super::form;
use crate::{
    page_error::PageError,
    ui::{answer::page, desk::Desk, path_id::PathId},
    view::app::EndpointInput,
};

/// The form of an endpoint that exists.
pub(super) async fn edit(
    desk: Desk,
    PathId(id): PathId<EndpointId>,
) -> Result<Response, PageError> {
    let endpoint = endpoints::get(desk.service(), desk.id(), id).await?;
    let input = EndpointInput {
        url: endpoint.url,
        description: endpoint.description,
        event_types: endpoint.event_types,
        auto_pause: endpoint.auto_pause,
        auth_kind: "keep".to_owned(),
        auth_name: String::new(),
    };
    Ok(page(form::render(&desk, Some(id), &input, &[])))
}
