use winfactor_domain::{OrganizationId, Quote, QuoteId};
use winfactor_store::quotes;

use crate::{Result, Service, ServiceError};

/// The quote of that id, in its present version.
pub async fn get(service: &Service, organization: OrganizationId, id: QuoteId) -> Result<Quote> {
    let found = service
        .read(move |tx| Ok(quotes::get(tx, organization, id)?))
        .await?;
    found.ok_or_else(|| ServiceError::not_found("quote", id))
}
