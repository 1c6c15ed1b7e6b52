use winfactor_domain::{
    Invalid, LineItem, Organization, OrganizationId, Quote, QuoteStatus, QuoteTerms, SubmissionId,
    SubmissionStatus, Text, Totals,
};
use winfactor_store::{quotes, submissions};

use super::{LineItemFields, TermFields, lines};
use crate::{
    Result, Service, ServiceError, Work,
    idempotency::{Created, Idempotency, once},
};

/// A quote that is wanted, not yet checked. What is absent comes from the organization's defaults.
#[derive(Clone, Debug, Default)]
pub struct NewQuote {
    pub terms: TermFields,
    pub line_items: Vec<LineItemFields>,
    /// The member of staff who makes it; nobody when a program does.
    pub created_by_name: Option<String>,
}

/// Makes a draft for a submission, which becomes quoted. Records `quote.created`.
pub async fn create(
    service: &Service,
    organization: OrganizationId,
    submission: SubmissionId,
    new: NewQuote,
    idempotency: Option<Idempotency<Quote>>,
) -> Result<Created<Quote>> {
    service
        .write(move |work| {
            once(work, organization, idempotency.as_ref(), |work| {
                create_within(work, organization, submission, &new)
            })
        })
        .await
}

/// The same as a part of a transaction. Nothing is written before all is known to be right.
pub(crate) fn create_within(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    submission: SubmissionId,
    new: &NewQuote,
) -> Result<Quote> {
    let organization = &work.organization(organization)?;
    let submission = submissions::get_for_update(work.tx, organization.id, submission)?
        .ok_or_else(|| ServiceError::not_found("submission", submission))?;
    let (terms, line_items) = check(work, organization, new)?;
    let totals = Totals::of(&line_items, terms.tax_rate, terms.currency)?;
    // The last thing that can fail comes before the number is taken: others wait for the next one.
    let year = organization.time_zone.year_of(work.now);
    let quote = Quote {
        id: work.new_id(),
        organization: organization.id,
        submission: submission.id,
        number: quotes::next_number(work.tx, organization.id, year)?,
        version: 1,
        status: QuoteStatus::Draft,
        locale: submission.locale,
        customer: submission.customer.clone(),
        terms,
        line_items,
        totals,
        created_by_name: new.created_by_name.clone(),
        sending: None,
        external_ref: None,
        created_at: work.now,
        updated_at: work.now,
    };
    quotes::insert(work.tx, &quote)?;
    let quoted = SubmissionStatus::Quoted;
    submissions::set_status(work.tx, organization.id, submission.id, quoted, work.now)?;
    work.record(organization, &quote.created(work.links()))?;
    Ok(quote)
}

/// Terms and lines, or everything that is wrong with either.
fn check(
    work: &Work<'_, '_>,
    organization: &Organization,
    new: &NewQuote,
) -> Result<(QuoteTerms, Vec<LineItem>), Invalid> {
    let defaults = &organization.quote_defaults;
    let mut text = Text::new();
    let terms = new.terms.over(
        &mut text,
        QuoteTerms {
            currency: organization.currency,
            tax_rate: defaults.tax_rate,
            validity_days: defaults.validity_days,
            reference: None,
            notes: None,
        },
    );
    let lines = lines::check(work, &new.line_items, terms.currency);
    let errors = [text.finish().err(), lines.as_ref().err().cloned()];
    let errors: Vec<_> = errors
        .into_iter()
        .flatten()
        .flat_map(|each| each.0)
        .collect();
    if !errors.is_empty() {
        return Err(Invalid(errors));
    }
    let line_items = LineItem::check_all(&lines?, terms.currency)?;
    Ok((terms, line_items))
}
