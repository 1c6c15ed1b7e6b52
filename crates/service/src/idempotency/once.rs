use std::fmt;

use winfactor_domain::OrganizationId;
use winfactor_store::{StoreError, idempotency};

use super::IdempotencyKey;
use crate::{Result, ServiceError, Work};

/// Makes a creation repeatable; `T` is what it creates.
pub struct Idempotency<T> {
    pub key: IdempotencyKey,
    /// What is asked, see [`request_hash`](super::request_hash). A form that shows its first result
    /// whatever is posted again gives the same hash each time.
    pub request_hash: String,
    /// Renders the answer that is given now, and again to every repetition.
    pub render: Box<dyn Fn(&T) -> FirstAnswer + Send + Sync>,
}

/// An answer as it was given to the first request with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstAnswer {
    /// The HTTP status.
    pub status: u16,
    pub body: String,
}

/// What came of a creation that may have been a repetition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created<T> {
    /// It was created just now.
    New(T),
    /// Nothing was done: this was answered the first time.
    Replayed(FirstAnswer),
}

impl<T> Created<T> {
    /// What was created just now, if anything was.
    pub fn created(self) -> Option<T> {
        match self {
            Created::New(created) => Some(created),
            Created::Replayed(_) => None,
        }
    }
}

impl<T> fmt::Debug for Idempotency<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Idempotency")
            .field("key", &self.key)
            .field("request_hash", &self.request_hash)
            .finish_non_exhaustive()
    }
}

/// Runs `create` unless a request with this key was answered before. Without a key it always runs.
/// The same key with another request is `idempotency_conflict`.
pub(crate) fn once<T>(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    idempotency: Option<&Idempotency<T>>,
    create: impl FnOnce(&mut Work<'_, '_>) -> Result<T>,
) -> Result<Created<T>> {
    let Some(idempotency) = idempotency else {
        return create(work).map(Created::New);
    };
    let (key, hash) = (idempotency.key.as_str(), &idempotency.request_hash);
    if !idempotency::claim(work.tx, organization, key, hash, work.now)? {
        return replay(work, organization, key, hash);
    }
    let created = create(work)?;
    let answer = (idempotency.render)(&created);
    idempotency::answer(work.tx, organization, key, answer.status, &answer.body)?;
    Ok(Created::New(created))
}

fn replay<T>(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    key: &str,
    request_hash: &str,
) -> Result<Created<T>> {
    // A key that is forgotten between the two statements can be used again right away.
    let first = idempotency::get(work.tx, organization, key)?.ok_or(StoreError::Busy)?;
    if first.request_hash != request_hash {
        let message = "this Idempotency-Key was used with another request: use a new key";
        return Err(ServiceError::conflict("idempotency_conflict", message));
    }
    Ok(Created::Replayed(FirstAnswer {
        status: first.status,
        body: first.body,
    }))
}
