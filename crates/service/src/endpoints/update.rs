use winfactor_domain::{EndpointId, OrganizationId, Text};
use winfactor_store::{EndpointStatus, webhook_endpoints};

use super::{
    Endpoint, EndpointPatch, SealedSettings, address, flow_check, get, input, resume::start,
};
use crate::{Result, Service, ServiceError, outbox::Destination};

/// Changes the settings of an endpoint; a new address is checked as a first one is.
pub async fn update(
    service: &Service,
    organization: OrganizationId,
    id: EndpointId,
    patch: EndpointPatch,
) -> Result<(Endpoint, Option<&'static str>)> {
    let mut text = Text::new();
    let url = match &patch.url {
        Some(url) => input::url(&mut text, service.http(), url),
        None => None,
    };
    let description = patch
        .description
        .as_deref()
        .map(|value| input::description(&mut text, value));
    let event_types = patch
        .event_types
        .as_deref()
        .map(|names| input::event_types(&mut text, names));
    let filter = patch
        .filter
        .as_ref()
        .map(|filter| input::filter(&mut text, filter.as_ref()));
    if let Some(waits) = &patch.retry_schedule {
        input::retry_schedule(&mut text, waits.as_deref());
    }
    if let Some(value) = patch.max_in_flight {
        input::max_in_flight(&mut text, value);
    }
    if let Some(value) = patch.max_per_second {
        input::max_per_second(&mut text, value);
    }
    text.finish()?;
    let flow = match &url {
        Some(url) => Some(flow_check::look(service, organization, url).await?),
        None => None,
    };

    let change = service.clone();
    service
        .write(move |work| {
            let mut row = webhook_endpoints::get_for_update(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("webhook endpoint", id))?;
            let mut settings = SealedSettings::open(change.secrets(), id, &row.sealed)?;
            let moved = patch.url.as_ref().is_some_and(|url| url.trim() != row.url);
            if let Some(url) = &patch.url {
                url.trim().clone_into(&mut row.url);
            }
            if let Some(description) = &description {
                row.description.clone_from(description);
            }
            if let Some(event_types) = &event_types {
                row.event_types.clone_from(event_types);
            }
            if let Some(filter) = &filter {
                row.filter.clone_from(filter);
            }
            if let Some(headers) = &patch.headers {
                settings.headers.clone_from(headers);
            }
            if let Some(auth) = &patch.auth {
                settings.auth.clone_from(auth);
            }
            let mut text = Text::new();
            input::headers_and_auth(&mut text, &settings.headers, &settings.auth);
            text.finish()?;
            if let Some(waits) = &patch.retry_schedule {
                row.retry_schedule.clone_from(waits);
            }
            row.max_in_flight = patch.max_in_flight.unwrap_or(row.max_in_flight);
            row.max_per_second = patch.max_per_second.unwrap_or(row.max_per_second);
            if let Some(flow) = &flow {
                row.flow.clone_from(flow);
            }
            row.auto_pause = patch.auto_pause.unwrap_or(row.auto_pause);
            row.sealed = settings.seal(change.secrets(), id)?;
            row.updated_at = work.now;
            webhook_endpoints::update_settings(work.tx, &row)?;
            if moved && row.state.status == EndpointStatus::Off {
                // That the flow is off was said of the old address.
                start(work, organization, id, EndpointStatus::Off)?;
            }
            work.changed(Destination::Endpoint(id));
            Ok(())
        })
        .await?;
    let warning = url.as_ref().and_then(address::url_warning);
    Ok((get(service, organization, id).await?, warning))
}
