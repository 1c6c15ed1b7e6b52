use winfactor_domain::{Lead, LeadStatus, OrganizationId};
use winfactor_store::{Page, leads};

use crate::{Result, Service};

/// A part of the list, newest first, and whether there are more; with a status, only those in it.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    status: Option<LeadStatus>,
    page: Page,
) -> Result<(Vec<Lead>, bool)> {
    service
        .read(move |tx| Ok(page.split(leads::list(tx, organization, status, &page)?)))
        .await
}
