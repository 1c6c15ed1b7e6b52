//! Notes where another system keeps a record: its id becomes the external reference of ours.
//!
//! A contact's id is noted at the contact who is the event's customer, if it is that person's; a
//! deal's at the event's quote or submission. What is noted is never replaced by another id of the
//! same kind: then a person is asked to look, for one of the two is a duplicate.

use serde_json::Value;
use winfactor_domain::{EventId, QuoteId, SubmissionId};
use winfactor_flows::run::{StepOutcome, StepRequest};
use winfactor_store::{
    contacts as store_contacts,
    events::{self, EventRow},
    flow_run_steps, quotes as store_quotes, submissions as store_submissions,
};

use super::conflict;
use crate::{
    Result, Service, Work,
    contacts::{self, ContactPatch, email_key},
    quotes::{self, QuotePatch},
    runs::write::{RunRef, keep, row},
    submissions::{self, SubmissionPatch},
};

/// A record in another system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// System and kind, such as `hubspot:contact`.
    kind: &'static str,
    /// The whole, such as `hubspot:contact:3314`.
    pub(super) text: String,
    /// Whose record it is; nothing for a deal.
    person: Option<Person>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Person {
    email_keys: Vec<String>,
}

impl Reference {
    /// A record of a person. Without an e-mail address it is not known of whom, and noted nowhere.
    pub(super) fn person<'a>(
        kind: &'static str,
        id: &str,
        emails: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Reference {
            kind,
            text: format!("{kind}:{id}"),
            person: Some(Person {
                email_keys: emails.into_iter().map(email_key).collect(),
            }),
        }
    }

    /// A record of a sale.
    pub(super) fn deal(kind: &'static str, id: &str) -> Self {
        Reference {
            kind,
            text: format!("{kind}:{id}"),
            person: None,
        }
    }

    /// Whether a record that has this one noted has another of the same kind.
    fn contradicts(&self, noted: &str) -> bool {
        let id = noted
            .strip_prefix(self.kind)
            .and_then(|rest| rest.strip_prefix(':'));
        id.is_some() && noted != self.text
    }
}

/// Records the step's success and the reference in one transaction. Nothing, when the run is not
/// this server's any more.
pub(super) async fn record(
    service: &Service,
    run: RunRef,
    event: EventId,
    request: &StepRequest,
    output: Value,
    reference: Reference,
) -> Result<Option<StepOutcome>> {
    let entry = request.succeeded(output.clone());
    service
        .write(move |work| {
            if !keep(work, &run)? {
                return Ok(None);
            }
            let (organization, id) = (run.organization, run.id);
            if let Some(event) = events::get(work.tx, organization, event)? {
                note(work, &run, &event, &reference)?;
            }
            flow_run_steps::put(work.tx, organization, id, &row(&entry))?;
            Ok(Some(StepOutcome::Succeeded(output.clone())))
        })
        .await
}

fn note(
    work: &mut Work<'_, '_>,
    run: &RunRef,
    event: &EventRow,
    reference: &Reference,
) -> Result<()> {
    let organization = event.organization;
    let external_ref = || Some(Some(reference.text.clone()));
    if let Some(person) = &reference.person {
        let key = customer_key(event).filter(|key| person.email_keys.contains(key));
        let Some(key) = key else {
            return Ok(());
        };
        let found = store_contacts::by_email_key_for_update(work.tx, organization, &key)?;
        let Some(contact) = found else {
            return Ok(());
        };
        let noted = contact.external_ref.as_deref();
        if is_to_be_noted(work, run, reference, noted, &contact.customer.name)? {
            let patch = ContactPatch {
                external_ref: external_ref(),
                ..ContactPatch::default()
            };
            contacts::update_within(work, organization, contact.id, &patch)?;
        }
        return Ok(());
    }
    if let Ok(id) = event.subject.parse::<QuoteId>() {
        let Some(quote) = store_quotes::get(work.tx, organization, id)? else {
            return Ok(());
        };
        let (noted, name) = (quote.external_ref.as_deref(), quote.number.to_string());
        if is_to_be_noted(work, run, reference, noted, &name)? {
            let patch = QuotePatch {
                external_ref: external_ref(),
                ..QuotePatch::default()
            };
            quotes::edit_within(work, organization, id, &patch)?;
        }
    } else if let Ok(id) = event.subject.parse::<SubmissionId>() {
        let Some(submission) = store_submissions::get(work.tx, organization, id)? else {
            return Ok(());
        };
        let (noted, name) = (
            submission.external_ref.as_deref(),
            &submission.customer.name,
        );
        if is_to_be_noted(work, run, reference, noted, name)? {
            let patch = SubmissionPatch {
                external_ref: external_ref(),
                ..SubmissionPatch::default()
            };
            submissions::update_within(work, organization, id, &patch)?;
        }
    }
    Ok(())
}

/// Whether nothing is noted yet. When it is another record of the same kind, people are told.
fn is_to_be_noted(
    work: &mut Work<'_, '_>,
    run: &RunRef,
    reference: &Reference,
    noted: Option<&str>,
    whose: &str,
) -> Result<bool> {
    let Some(noted) = noted.filter(|noted| !noted.is_empty()) else {
        return Ok(true);
    };
    if reference.contradicts(noted) {
        conflict::raise(work, run, whose, noted, &reference.text)?;
    }
    Ok(false)
}

/// What the event's customer is found by.
pub(super) fn customer_key(event: &EventRow) -> Option<String> {
    let body: Value = serde_json::from_str(&event.body).ok()?;
    let email = body.pointer("/data/customer/email")?.as_str()?;
    Some(email_key(email)).filter(|key| !key.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_record_of_the_same_kind_contradicts() {
        let reference = Reference::deal("hubspot:deal", "7719");
        assert!(reference.contradicts("hubspot:deal:1"));
        assert!(!reference.contradicts("hubspot:deal:7719"));
        assert!(!reference.contradicts("hubspot:contact:1"));
        assert!(!reference.contradicts("erp:4711"));
    }
}
