use winfactor_domain::{EventType, OrganizationId};
use winfactor_store::{
    Page,
    events::{self, EventFilter, EventRow, EventSummary},
};

use crate::{Result, Service, outbox::Destination};

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    filter: EventFilter,
    page: Page,
) -> Result<(Vec<EventSummary>, bool)> {
    service
        .read(move |tx| Ok(page.split(events::list(tx, organization, &filter, &page)?)))
        .await
}

/// Events recorded after the one with id `after`, oldest first.
pub async fn since(
    service: &Service,
    organization: OrganizationId,
    after: String,
    limit: u32,
) -> Result<Vec<EventRow>> {
    service
        .read(move |tx| Ok(events::after(tx, organization, &after, limit)?))
        .await
}

/// The latest events for one destination, newest first; their counts are of that delivery alone.
pub async fn latest_of_destination(
    service: &Service,
    organization: OrganizationId,
    destination: Destination,
    limit: u32,
) -> Result<Vec<EventSummary>> {
    let name = destination.to_string();
    service
        .read(move |tx| {
            Ok(events::latest_of_destination(
                tx,
                organization,
                &name,
                limit,
            )?)
        })
        .await
}

/// The newest real event of a type, for a preview.
pub async fn newest_of_type(
    service: &Service,
    organization: OrganizationId,
    event_type: EventType,
) -> Result<Option<EventRow>> {
    service
        .read(move |tx| Ok(events::newest_of_type(tx, organization, event_type)?))
        .await
}
