use axum::{
    http::{HeaderMap, header},
    response::Response,
};
use winfactor_domain::EndpointId;
use winfactor_service::{
    endpoints::{self, AddressWarning},
    events,
    outbox::Destination,
    secrets::ExposeSecret,
};

use super::views::view;
use crate::{
    page_error::PageError,
    ui::{answer::page, desk::Desk, events::event_views, path_id::PathId, shown_secret},
    view::app::{EndpointPage, EndpointWarning, Secret, endpoint_page},
};

/// Deliveries shown beside their endpoint.
const LATEST: u32 = 20;

/// One endpoint: how it fares, and what can be done with it.
pub(super) async fn show(
    desk: Desk,
    PathId(id): PathId<EndpointId>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let (service, organization) = (desk.service(), desk.id());
    let endpoint = endpoints::get(service, organization, id).await?;
    let destination = Destination::Endpoint(id);
    let latest = events::latest_of_destination(service, organization, destination, LATEST).await?;
    let recent = event_views(&desk, latest).await?;
    let secret = shown_secret::carried(&desk.state, &headers, &desk.staff, id);
    let mut response = page(endpoint_page(&EndpointPage {
        frame: desk.frame(),
        endpoint: &view(&endpoint),
        warning: endpoints::address_warning(service, &endpoint.url).map(warning),
        secret: secret.as_ref().map(|secret| Secret(secret.expose_secret())),
        recent: &recent,
    }));
    if shown_secret::is_carried(&headers) {
        let forget = shown_secret::forget(&desk.state);
        response.headers_mut().append(header::SET_COOKIE, forget);
    }
    Ok(response)
}

fn warning(warning: AddressWarning) -> EndpointWarning {
    match warning {
        AddressWarning::SampleDataOnly => EndpointWarning::SampleDataOnly,
        AddressWarning::WaitsForFlow => EndpointWarning::WaitsForFlow,
        AddressWarning::PerhapsIncomplete => EndpointWarning::PerhapsIncomplete,
    }
}
