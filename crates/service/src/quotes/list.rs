use winfactor_domain::{OrganizationId, Quote};
use winfactor_store::{
    Page,
    quotes::{self, QuoteFilter},
};

use crate::{Result, Service};

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    filter: QuoteFilter,
    page: Page,
) -> Result<(Vec<Quote>, bool)> {
    service
        .read(move |tx| Ok(page.split(quotes::list(tx, organization, &filter, &page)?)))
        .await
}
