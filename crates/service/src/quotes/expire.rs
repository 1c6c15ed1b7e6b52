//! What the clock has to say about quotes: the reminder before the end of validity, and the end.
//!
//! A quote knows when it is due next (`due_at`): first the reminder, then the first moment after its
//! validity, then nothing. A pass takes what is due; it can run twice, late, or on several servers
//! at once, and each reminder and each end is recorded once. A reminder that comes too late for its
//! quote (the servers were down) gives way to the end.

use std::time::Duration;

use futures_util::future::join_all;
use winfactor_domain::{OrganizationId, QuoteId, Timestamp};
use winfactor_store::quotes;

use crate::{Result, Service, ServiceError, Work};

/// Quotes at a time: each has a transaction of its own, and those of a batch share a commit.
const BATCH: u32 = 50;
/// Batches of one pass; what is left then is left to the next one.
const BATCHES: usize = 100;
/// How long a quote that cannot be dealt with is put off, so that it does not hold up the others.
const PUT_OFF: Duration = Duration::from_secs(60 * 60);

/// Records the reminders and the ends that are due; returns how many. A background pass.
pub async fn run_due(service: &Service) -> Result<usize> {
    let mut recorded = 0;
    for _ in 0..BATCHES {
        let now = service.now();
        let due = service
            .read(move |tx| Ok(quotes::due(tx, now, BATCH)?))
            .await?;
        let steps = join_all(
            due.iter()
                .map(|(organization, id)| step(service, *organization, *id)),
        );
        let steps = steps.await.into_iter().collect::<Result<Vec<_>>>()?;
        recorded += steps.iter().filter(|step| **step == Step::Recorded).count();
        // What others hold is theirs to deal with: going on would only ask for it again.
        let stuck = steps.iter().all(|step| *step == Step::NotTaken);
        if stuck || steps.len() < BATCH as usize {
            break;
        }
    }
    Ok(recorded)
}

/// When something is due next, if anything is: what a worker sleeps until.
pub async fn next_due(service: &Service) -> Result<Option<Timestamp>> {
    service.read(|tx| Ok(quotes::next_due(tx)?)).await
}

/// What was done about a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// There was an event.
    Recorded,
    /// It is due at another moment.
    PutOff,
    /// Somebody else is at it, or nothing is due any more.
    NotTaken,
}

async fn step(service: &Service, organization: OrganizationId, id: QuoteId) -> Result<Step> {
    let done = service
        .write(move |work| advance(work, organization, id))
        .await;
    match done {
        Ok(step) => Ok(step),
        Err(ServiceError::Store(error)) if error.is_temporary() => Err(error.into()),
        Err(error) => {
            tracing::error!(
                %organization,
                quote = %id,
                error = &error as &dyn std::error::Error,
                "what is due about a quote cannot be done; it is tried again in an hour"
            );
            service
                .write(move |work| {
                    let later = work.now + PUT_OFF;
                    Ok(quotes::set_due(work.tx, organization, id, later)?)
                })
                .await?;
            Ok(Step::PutOff)
        }
    }
}

/// Does what is due for one quote, and says when it is due again.
fn advance(work: &mut Work<'_, '_>, organization: OrganizationId, id: QuoteId) -> Result<Step> {
    let now = work.now;
    let Some(mut quote) = quotes::take_due(work.tx, organization, id, now)? else {
        return Ok(Step::NotTaken);
    };
    let organization = work.organization(organization)?;
    if let Some(event) = quote.expire(work.links(), now) {
        quotes::update(work.tx, &quote)?;
        work.record(&organization, &event)?;
        return Ok(Step::Recorded);
    }
    // Only what is open is due, and what is open was sent.
    let Some(sending) = &quote.sending else {
        quotes::update(work.tx, &quote)?;
        return Ok(Step::PutOff);
    };
    let after_end = sending.valid_until + Duration::from_millis(1);
    // The clock may have been set back since the reminder became due.
    let again = if now < sending.expiring_soon_at {
        sending.expiring_soon_at
    } else {
        after_end
    };
    quotes::set_due(work.tx, organization.id, id, again)?;
    let Some(reminder) = quote.expiring_soon(&organization, work.links(), now) else {
        return Ok(Step::PutOff);
    };
    work.record(&organization, &reminder)?;
    Ok(Step::Recorded)
}
