use winfactor_domain::{OrganizationId, Quote, QuoteId, QuoteStatus, QuoteVersion};
use winfactor_store::{quote_versions, quotes};

use crate::{Result, Service, ServiceError};

/// The history of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    pub quote: Quote,
    /// The versions that were sent, as they were offered and answered, newest first.
    pub sent: Vec<QuoteVersion>,
}

impl Versions {
    /// The version that is being written and was not sent yet.
    pub fn draft(&self) -> Option<&Quote> {
        Some(&self.quote).filter(|quote| quote.status == QuoteStatus::Draft)
    }
}

/// All versions of a quote.
pub async fn versions(
    service: &Service,
    organization: OrganizationId,
    id: QuoteId,
) -> Result<Versions> {
    service
        .read(move |tx| {
            let quote = quotes::get(tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("quote", id))?;
            let sent = quote_versions::of_quote(tx, organization, id)?;
            Ok(Versions { quote, sent })
        })
        .await
}
