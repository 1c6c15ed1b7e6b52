//! What is noted at our records about the records of another system: their ids are used before
//! anything is searched for.

use winfactor_domain::{QuoteId, SubmissionId, Timestamp};
use winfactor_store::{
    Tx, contacts,
    events::{self, EventRow},
    external_refs, quotes, submissions,
};

use super::{Attempt, Origin, write_back::customer_key};
use crate::Result;

/// Our record, for which another system has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ours {
    external_ref: Option<String>,
    /// What the other system had before is not for it.
    pub(super) made_at: Timestamp,
}

impl Ours {
    /// The number of the record of this kind, such as `pipedrive:deal`.
    pub(super) fn number(&self, kind: &str) -> Option<u64> {
        let id = self.external_ref.as_deref()?.strip_prefix(kind)?;
        id.strip_prefix(':')?.parse().ok()
    }
}

/// The quote or submission that a step is about; of another subject only since when it is there.
/// Nothing, when the event of the run is gone.
pub(super) async fn for_deal(attempt: &Attempt<'_>) -> Result<Option<Ours>> {
    of(attempt, |tx, event| {
        let organization = event.organization;
        Ok(if let Ok(id) = event.subject.parse::<QuoteId>() {
            let quote = quotes::get(tx, organization, id)?;
            quote.map(|it| (it.external_ref, it.created_at))
        } else if let Ok(id) = event.subject.parse::<SubmissionId>() {
            let submission = submissions::get(tx, organization, id)?;
            submission.map(|it| (it.external_ref, it.created_at))
        } else {
            None
        })
    })
    .await
}

/// The contact who is the event's customer, if it is one of the persons with these addresses.
/// Nothing, when the event of the run is gone.
pub(super) async fn for_person(attempt: &Attempt<'_>, emails: &[&str]) -> Result<Option<Ours>> {
    let emails: Vec<String> = emails.iter().map(|email| (*email).to_owned()).collect();
    of(attempt, move |tx, event| {
        let key = customer_key(event).filter(|key| emails.contains(key));
        let contact = match key {
            Some(key) => contacts::by_email_key(tx, event.organization, &key)?,
            None => None,
        };
        Ok(contact.map(|it| (it.external_ref, event.occurred_at)))
    })
    .await
}

/// The reference of the record that `find` finds, and since when there is something to write.
async fn of(
    attempt: &Attempt<'_>,
    find: impl Fn(&mut Tx<'_>, &EventRow) -> Result<Option<(Option<String>, Timestamp)>>
    + Send
    + 'static,
) -> Result<Option<Ours>> {
    let (service, organization, event) = match &attempt.origin {
        Origin::Run {
            service,
            run,
            event,
        } => (service, run.organization, *event),
        Origin::Alone(payload) => {
            return Ok(Some(Ours {
                external_ref: None,
                made_at: payload.happened_at.unwrap_or_else(|| attempt.outside.now()),
            }));
        }
    };
    service
        .read(move |tx| {
            let Some(event) = events::get(tx, organization, event)? else {
                return Ok(None);
            };
            let (external_ref, made_at) = find(tx, &event)?.unwrap_or((None, event.occurred_at));
            Ok(Some(Ours {
                external_ref,
                made_at,
            }))
        })
        .await
}

/// Whether a record of another system is noted at a quote or a submission.
pub(super) async fn is_taken(attempt: &Attempt<'_>, external_ref: String) -> Result<bool> {
    let Origin::Run { service, run, .. } = &attempt.origin else {
        return Ok(false);
    };
    let organization = run.organization;
    service
        .read(move |tx| {
            let taken = external_refs::is_of_a_sale(tx, organization, &external_ref)?;
            Ok(taken)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_of_the_same_kind_is_one() {
        for (noted, expected) in [
            (Some("pipedrive:deal:45"), Some(45)),
            (Some("pipedrive:person:45"), None),
            (Some("pipedrive:deal:45/../1"), None),
            (Some("pipedrive:deal"), None),
            (Some("erp:4711"), None),
            (None, None),
        ] {
            let ours = Ours {
                external_ref: noted.map(str::to_owned),
                made_at: Timestamp(0),
            };
            assert_eq!(ours.number("pipedrive:deal"), expected, "{noted:?}");
        }
    }
}
