use winfactor_domain::{OrganizationId, Quote, QuoteId, Text};
use winfactor_store::quotes;

use super::{TermFields, held};
use crate::{
    Result, Service, Work,
    fields::{self, Nullable},
};

/// What shall change about a quote; what is absent stays as it is.
#[derive(Clone, Debug, Default)]
pub struct QuotePatch {
    pub terms: TermFields,
    /// The quote's id in another system: can be noted whatever became of the quote.
    pub external_ref: Nullable<String>,
    /// Makes a sent, viewed or expired quote a draft of its next version first.
    pub revise: bool,
}

/// Changes a draft, or with `revise` a quote that was sent and not answered. No event tells of it:
/// the customer sees nothing before it is sent.
pub async fn edit(
    service: &Service,
    organization: OrganizationId,
    id: QuoteId,
    patch: QuotePatch,
) -> Result<Quote> {
    service
        .write(move |work| edit_within(work, organization, id, &patch))
        .await
}

/// The same as a part of a transaction. Nothing is written before all is known to be right.
pub(crate) fn edit_within(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: QuoteId,
    patch: &QuotePatch,
) -> Result<Quote> {
    let mut quote = held(work, organization, id)?;
    let mut text = Text::new();
    let terms = patch.terms.over(&mut text, quote.terms.clone());
    let external_ref = patch
        .external_ref
        .as_ref()
        .map(|value| fields::external_ref(&mut text, value.as_deref()));
    text.finish()?;

    if patch.revise {
        quote.revise(work.now)?;
    }
    if !patch.terms.is_empty() {
        quote.edit(terms, work.now)?;
    }
    if let Some(external_ref) = external_ref {
        quote.external_ref = external_ref;
        quote.updated_at = work.now;
    }
    quotes::update(work.tx, &quote)?;
    Ok(quote)
}
