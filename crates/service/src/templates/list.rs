use winfactor_domain::{OrganizationId, Template};
use winfactor_store::{Page, templates};

use crate::{Result, Service};

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    page: Page,
) -> Result<(Vec<Template>, bool)> {
    service
        .read(move |tx| Ok(page.split(templates::list(tx, organization, &page)?)))
        .await
}
