use winfactor_domain::{OrganizationId, Quote, QuoteId};

use super::{QuotePatch, edit};
use crate::{Result, Service};

/// Makes a sent, viewed or expired quote a draft of its next version. The page of the version
/// before stays and says that a newer offer is coming; its reminder and its end are void.
pub async fn revise(service: &Service, organization: OrganizationId, id: QuoteId) -> Result<Quote> {
    let patch = QuotePatch {
        revise: true,
        ..QuotePatch::default()
    };
    edit(service, organization, id, patch).await
}
