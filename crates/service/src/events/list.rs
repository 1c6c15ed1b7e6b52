use winfactor_domain::{EventType, OrganizationId};
use winfactor_store::{
    Page,
    events::{self, EventFilter, EventRow, EventSummary},
};

use crate::{Result, Service};

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
