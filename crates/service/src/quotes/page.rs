use winfactor_domain::{Organization, Quote, QuoteVersion, Refusal, Submission};
use winfactor_store::{organizations, quote_versions, quotes, submissions};

use crate::{Result, Service, ServiceError};

/// What a customer sees under the address of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferPage {
    pub organization: Organization,
    /// What the customer had configured.
    pub submission: Submission,
    /// The quote as it now stands; it may be a newer version.
    pub quote: Quote,
    /// The version of this page, as it was offered.
    pub version: QuoteVersion,
    /// Whether it can be accepted or rejected now, and if not, why.
    pub answerable: Result<(), Refusal>,
}

/// The page of a version. Looking at it counts nothing: a view is what
/// [`view`](super::view()) is told of.
pub async fn by_token(service: &Service, token: &str) -> Result<OfferPage> {
    let (token, now) = (token.to_owned(), service.now());
    service
        .read(move |tx| {
            let missing = || ServiceError::not_found("quote page", &token);
            let (organization, quote, version) =
                quote_versions::locate(tx, &token)?.ok_or_else(missing)?;
            let version =
                quote_versions::get(tx, organization, quote, version)?.ok_or_else(missing)?;
            let quote = quotes::get(tx, organization, quote)?.ok_or_else(missing)?;
            let submission =
                submissions::get(tx, organization, quote.submission)?.ok_or_else(missing)?;
            let organization = organizations::get(tx, organization)?.ok_or_else(missing)?;
            let answerable = quote.require_answerable(version.version, now);
            Ok(OfferPage {
                organization,
                submission,
                quote,
                version,
                answerable,
            })
        })
        .await
}
