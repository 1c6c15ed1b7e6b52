use winfactor_domain::{
    Answer, Organization, Quote, QuoteVersion, Refusal, SubmissionStatus, Text, Timestamp,
    events::EventData,
};
use winfactor_store::{quote_versions, quotes, submissions};

use super::held;
use crate::{Result, ServiceError, Work};

/// What came of a customer's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It counts.
    Now(Answer),
    /// This version was answered before: that answer stands, whatever was sent now.
    Before(Answer),
}

impl Answered {
    /// The answer that stands.
    pub fn answer(&self) -> &Answer {
        match self {
            Answered::Now(answer) | Answered::Before(answer) => answer,
        }
    }
}

/// The version of a token with its quote, both held until the transaction ends.
pub(super) fn open(work: &mut Work<'_, '_>, token: &str) -> Result<(Quote, QuoteVersion)> {
    let missing = || ServiceError::not_found("quote page", token);
    let (organization, quote, version) =
        quote_versions::locate(work.tx, token)?.ok_or_else(missing)?;
    let quote = held(work, organization, quote)?;
    // Read after the quote is held: what somebody else answered meanwhile is seen.
    let version = quote_versions::get(work.tx, organization, quote.id, version)?;
    Ok((quote, version.ok_or_else(missing)?))
}

/// Notes the error of an answer without the confirmation, which keeps programs that submit forms
/// from answering.
pub(super) fn require_confirmation(text: &mut Text, confirmed: bool) {
    if !confirmed {
        text.error("/confirmed", "required", "must be confirmed");
    }
}

/// Answers a version in `transition`, and saves and records what it says happened.
pub(super) fn answer(
    work: &mut Work<'_, '_>,
    (mut quote, mut version): (Quote, QuoteVersion),
    answer: Answer,
    transition: impl FnOnce(&mut Quote, u32) -> Result<Vec<EventData>, Refusal>,
) -> Result<Answered> {
    let events = transition(&mut quote, version.version)?;
    let organization = work.organization(quote.organization)?;
    quotes::update(work.tx, &quote)?;
    if version.viewed_at.is_none() {
        count_first_view(&mut version, work.now);
    }
    version.answer = Some(answer.clone());
    quote_versions::update(work.tx, &version)?;
    if let Answer::Accepted(_) = answer {
        close_submission(work, &organization, &quote)?;
    }
    for event in &events {
        work.record(&organization, event)?;
    }
    Ok(Answered::Now(answer))
}

/// Whoever answers has seen the offer.
pub(super) fn count_first_view(version: &mut QuoteVersion, now: Timestamp) {
    version.viewed_at = Some(now);
    version.last_viewed_at = Some(now);
    version.view_count += 1;
}

fn close_submission(
    work: &mut Work<'_, '_>,
    organization: &Organization,
    quote: &Quote,
) -> Result<()> {
    let closed = SubmissionStatus::Closed;
    submissions::set_status(work.tx, organization.id, quote.submission, closed, work.now)?;
    Ok(())
}
