use winfactor_domain::{OrganizationId, Quote, QuoteId};
use winfactor_store::quotes;

use super::{LineItemFields, held, lines};
use crate::{Result, Service, Work};

/// Replaces all lines of a draft and computes its totals.
pub async fn replace_line_items(
    service: &Service,
    organization: OrganizationId,
    id: QuoteId,
    new: Vec<LineItemFields>,
) -> Result<Quote> {
    service
        .write(move |work| replace_line_items_within(work, organization, id, &new))
        .await
}

/// The same as a part of a transaction. Nothing is written before all is known to be right.
pub(crate) fn replace_line_items_within(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: QuoteId,
    new: &[LineItemFields],
) -> Result<Quote> {
    let mut quote = held(work, organization, id)?;
    let lines = lines::check(work, new, quote.terms.currency)?;
    quote.replace_line_items(&lines, work.now)?;
    quotes::update(work.tx, &quote)?;
    Ok(quote)
}
