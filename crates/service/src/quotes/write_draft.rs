use winfactor_domain::{Invalid, OrganizationId, Quote, QuoteId, Text};
use winfactor_store::quotes;

use super::{LineItemFields, TermFields, held, lines};
use crate::{Result, Service};

/// Changes the terms of a draft and replaces its lines: both, or neither when anything is wrong,
/// and then everything that is wrong is named.
pub async fn write_draft(
    service: &Service,
    organization: OrganizationId,
    id: QuoteId,
    terms: TermFields,
    line_items: Vec<LineItemFields>,
) -> Result<Quote> {
    service
        .write(move |work| {
            let mut quote = held(work, organization, id)?;
            // Without its lines a draft can take any currency; then come the lines in that one.
            quote.replace_line_items(&[], work.now)?;
            let mut text = Text::new();
            let terms = terms.over(&mut text, quote.terms.clone());
            let lines = lines::check(work, &line_items, terms.currency);
            let errors = [text.finish().err(), lines.as_ref().err().cloned()];
            let errors = errors.into_iter().flatten().flat_map(|Invalid(each)| each);
            let errors: Vec<_> = errors.collect();
            if !errors.is_empty() {
                return Err(Invalid(errors).into());
            }
            quote.edit(terms, work.now)?;
            quote.replace_line_items(&lines?, work.now)?;
            quotes::update(work.tx, &quote)?;
            Ok(quote)
        })
        .await
}
