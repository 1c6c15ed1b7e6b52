use winfactor_domain::{OrganizationId, Quote, QuoteId, QuoteVersion, Sending, Text};
use winfactor_store::{quote_versions, quotes};

use super::{held, token};
use crate::{Result, Service, Work, fields};

/// How a quote shall be sent, not yet checked.
#[derive(Clone, Debug, Default)]
pub struct SendFields {
    /// E-mail addresses; the customer's when there are none.
    pub recipients: Vec<String>,
    /// The language of the offer; the one of the version before, at first the submission's, when
    /// absent.
    pub locale: Option<String>,
}

/// Offers a draft to the customer: from now on its page can be opened, and its validity runs.
/// Records `quote.sent`. Nothing is mailed by this alone.
pub async fn send(
    service: &Service,
    organization: OrganizationId,
    id: QuoteId,
    fields: SendFields,
) -> Result<Quote> {
    service
        .write(move |work| send_within(work, organization, id, &fields))
        .await
}

/// The same as a part of a transaction. Nothing is written before all is known to be right.
pub(crate) fn send_within(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: QuoteId,
    fields: &SendFields,
) -> Result<Quote> {
    let organization = work.organization(organization)?;
    let mut quote = held(work, organization.id, id)?;
    let mut text = Text::new();
    let locale = match &fields.locale {
        None => Some(quote.locale),
        Some(locale) => fields::parsed(&mut text, "/locale", locale),
    };
    let recipients = quote.check_recipients(&fields.recipients);
    for error in recipients
        .as_ref()
        .err()
        .into_iter()
        .flat_map(|each| &each.0)
    {
        text.checked::<()>(Err(error.clone()));
    }
    text.finish()?;
    let event = quote.send(
        recipients?,
        locale.unwrap_or(quote.locale),
        token::generate(work.rng()),
        &organization,
        work.links(),
        work.now,
    )?;
    let sending = quote.sending.clone();
    let sending = sending.expect("a quote that was just sent says how");
    quotes::update(work.tx, &quote)?;
    quotes::set_due(work.tx, organization.id, id, sending.expiring_soon_at)?;
    quote_versions::insert(work.tx, &as_offered(&quote, sending))?;
    work.record(&organization, &event)?;
    Ok(quote)
}

fn as_offered(quote: &Quote, sending: Sending) -> QuoteVersion {
    QuoteVersion {
        quote: quote.id,
        organization: quote.organization,
        version: quote.version,
        terms: quote.terms.clone(),
        line_items: quote.line_items.clone(),
        totals: quote.totals,
        sending,
        viewed_at: None,
        view_count: 0,
        last_viewed_at: None,
        suspected_robot_count: 0,
        last_suspected_robot: None,
        answer: None,
    }
}
