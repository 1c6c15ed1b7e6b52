use winfactor_domain::{Contact, OrganizationId};
use winfactor_store::{Page, contacts};

use crate::{Result, Service};

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    page: Page,
) -> Result<(Vec<Contact>, bool)> {
    service
        .read(move |tx| Ok(page.split(contacts::list(tx, organization, &page)?)))
        .await
}
