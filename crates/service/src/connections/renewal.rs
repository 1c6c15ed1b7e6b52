//! New access tokens, before the old ones end or after a service did not take one.
//!
//! A refresh token is often good for one use, so a token is asked for by one server at a time: on
//! one server whoever comes later waits for the first ([`Renewals`]), and of several servers one
//! takes it upon itself in the database. The answer is asked for outside of any transaction and
//! written only if the connection still has the value that it is for.
//!
//! What is refused makes the connection expired: somebody has to connect again. What only fails for
//! now is tried again a minute later.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::Mutex as Turn;
use winfactor_connectors::channels::{
    ChannelFailure, WhoActs,
    oauth2::{self, Grant},
};
use winfactor_domain::{ConnectionId, OrganizationId, Timestamp};
use winfactor_store::connections;

use super::{
    ConnectionValue, Fault, OpenConnection,
    failed::noted,
    for_flow::{UNREADABLE, opened},
};
use crate::{Result, Service, ServiceError};

/// How long a server may take: longer than a request takes, by more than the clocks of two servers
/// differ.
const MOST_TIME: Duration = Duration::from_secs(120);
/// Until what failed for now is tried again, unless the service says.
const AGAIN_AFTER: Duration = Duration::from_secs(60);
/// Until a token that another server asks for is looked for again.
const LOOK_AFTER: Duration = Duration::from_secs(2);
/// A token so young, in seconds, that is not taken will not be taken anew.
const YOUNG: i64 = 60;
/// Connections whose turns are remembered before those that nobody waits for are forgotten.
const MOST_TURNS: usize = 1_000;

/// Whose turn it is on this server to renew which connection, and what failed a moment ago.
#[derive(Debug, Default)]
pub(crate) struct Renewals(Mutex<HashMap<ConnectionId, Arc<Turn<Option<Failure>>>>>);

/// A value that could not be renewed for now.
#[derive(Clone, Debug)]
struct Failure {
    revision: i64,
    reason: String,
    again_at: Timestamp,
}

impl Renewals {
    fn turn(&self, connection: ConnectionId) -> Arc<Turn<Option<Failure>>> {
        // Nothing panics while the lock is held, so what is inside is sound.
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.len() >= MOST_TURNS {
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        }
        Arc::clone(turns.entry(connection).or_default())
    }
}

/// What came of a renewal.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Renewed {
    /// The value as it now is.
    Value(OpenConnection),
    /// Somebody has to do something, for this reason.
    Not { reason: String, fault: Fault },
    /// It may succeed at this moment.
    Later { reason: String, at: Timestamp },
}

/// Who wants a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asker {
    /// It leaves a connection alone that somebody has to look after.
    Run,
    /// Whoever tests a connection, as it may stand.
    Person,
}

/// Why a token is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Because {
    ItEnds,
    /// The service did not take the value of this revision.
    Refused(i64),
}

/// Renews the access of a connection that ends soon. Access that is good for a while yet is given
/// when it cannot be renewed for now.
pub(super) async fn renew_ending(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
    asker: Asker,
) -> Result<Renewed> {
    in_turn(service, organization, id, (asker, Because::ItEnds)).await
}

/// When a step whose connection was not taken may try again without anybody's doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// At this moment, maybe with another value.
    At(Timestamp),
    /// Never: somebody has to look after the connection.
    Never,
}

/// After a service did not take this value of a connection: gets another one, where that needs no
/// person.
pub(crate) async fn renew_refused(
    service: &Service,
    organization: OrganizationId,
    used: &OpenConnection,
    asker: Asker,
) -> Result<Again> {
    let now = service.now().0.div_euclid(1000);
    let grant = Grant::of_connection(used.value.expose());
    if grant.is_none_or(|grant| grant.is_younger_than(YOUNG, now)) {
        return Ok(Again::Never);
    }
    let why = (asker, Because::Refused(used.revision));
    Ok(match in_turn(service, organization, used.id, why).await? {
        Renewed::Value(_) => Again::At(service.now()),
        Renewed::Later { at, .. } => Again::At(at),
        Renewed::Not { .. } => Again::Never,
    })
}

/// In a task of its own: a new token must be kept also when nobody waits for it any more.
async fn in_turn(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
    (asker, because): (Asker, Because),
) -> Result<Renewed> {
    let service = service.clone();
    let task = async move {
        let turn = service.renewals().turn(id);
        let mut failure = turn.lock().await;
        let renewal = Renewal {
            service: &service,
            organization,
            id,
            asker,
            because,
        };
        renewal.make(&mut failure).await
    };
    tokio::spawn(task)
        .await
        .map_err(|error| ServiceError::internal("the renewal of a connection broke off", error))?
}

struct Renewal<'a> {
    service: &'a Service,
    organization: OrganizationId,
    id: ConnectionId,
    asker: Asker,
    because: Because,
}

impl Renewal<'_> {
    async fn make(&self, failure: &mut Option<Failure>) -> Result<Renewed> {
        let (organization, id) = (self.organization, self.id);
        let found = self
            .service
            .read(move |tx| Ok(connections::get(tx, organization, id)?))
            .await?;
        let Some(row) = found else {
            return Ok(not("the connection was deleted", Fault::Broken));
        };
        if self.asker == Asker::Run
            && let Some(fault) = Fault::of(row.state.status)
        {
            return Ok(not(row.state.reason.as_deref().unwrap_or_default(), fault));
        }
        let Ok(open) = opened(self.service, &row) else {
            return Ok(not(UNREADABLE, Fault::Broken));
        };
        let now = self.service.now();
        let Some(grant) = Grant::of_connection(open.value.expose()) else {
            return Ok(Renewed::Value(open));
        };
        let is_renewed = match self.because {
            Because::ItEnds => !grant.ends_soon(seconds(now)),
            Because::Refused(revision) => open.revision != revision,
        };
        if is_renewed {
            return Ok(Renewed::Value(open));
        }
        if let Some(before) = failure.as_ref()
            && before.revision == open.revision
            && before.again_at > now
        {
            return Ok(self.later(open, &grant, before.reason.clone(), before.again_at));
        }
        if !self.begin(&open, now).await? {
            let reason = "another server renews its access".to_owned();
            return Ok(self.later(open, &grant, reason, now + LOOK_AFTER));
        }
        let renewed = self.ask(&grant, &open).await;
        match renewed {
            Ok(value) => {
                *failure = None;
                self.keep(open, value).await
            }
            Err(error) => self.give_up(open, &grant, error, failure).await,
        }
    }

    async fn begin(&self, open: &OpenConnection, now: Timestamp) -> Result<bool> {
        let (key, revision) = ((self.organization, self.id), open.revision);
        self.service
            .write(move |work| {
                let until = now + MOST_TIME;
                Ok(connections::begin_renewal(
                    work.tx, key, revision, now, until,
                )?)
            })
            .await
    }

    async fn ask(
        &self,
        grant: &Grant,
        open: &OpenConnection,
    ) -> std::result::Result<ConnectionValue, ChannelFailure> {
        let (client, vendors) = (self.service.http(), self.service.vendors());
        let (value, now) = (open.value.expose(), seconds(self.service.now()));
        let renewed = oauth2::renew(client, vendors, grant, value, now).await?;
        Ok(open.value.with(renewed))
    }

    /// Writes the new value, unless somebody entered another one meanwhile.
    async fn keep(&self, open: OpenConnection, value: ConnectionValue) -> Result<Renewed> {
        let (key, revision) = ((self.organization, self.id), open.revision);
        let sealed = value.seal(self.service.secrets(), self.id);
        let is_kept = self
            .service
            .write(move |work| {
                let sealed = Some(sealed.as_str());
                Ok(connections::end_renewal(work.tx, key, revision, sealed)?)
            })
            .await?;
        if is_kept {
            tracing::debug!(organization = %self.organization, connection = %self.id, "renewed");
            let revision = revision + 1;
            return Ok(Renewed::Value(OpenConnection {
                revision,
                value,
                ..open
            }));
        }
        Ok(Renewed::Later {
            reason: "its value was changed".to_owned(),
            at: self.service.now(),
        })
    }

    async fn give_up(
        &self,
        open: OpenConnection,
        grant: &Grant,
        error: ChannelFailure,
        failure: &mut Option<Failure>,
    ) -> Result<Renewed> {
        let (organization, id, revision) = (self.organization, self.id, open.revision);
        let fault = fault(&error);
        let reason = error.message;
        let noted_reason = reason.clone();
        self.service
            .write(move |work| {
                connections::end_renewal(work.tx, (organization, id), revision, None)?;
                if let Some(fault) = fault {
                    noted(work, organization, (id, revision), fault, &noted_reason)?;
                }
                Ok(())
            })
            .await?;
        if let Some(fault) = fault {
            return Ok(Renewed::Not { reason, fault });
        }
        let wait = match error.who {
            WhoActs::ReceiverForNow { retry_after, .. } => retry_after,
            _ => None,
        };
        let again_at = self.service.now() + wait.unwrap_or(AGAIN_AFTER);
        *failure = Some(Failure {
            revision,
            reason: reason.clone(),
            again_at,
        });
        Ok(self.later(open, grant, reason, again_at))
    }

    /// Not renewed for now: the access serves as long as it lasts.
    fn later(&self, open: OpenConnection, grant: &Grant, reason: String, at: Timestamp) -> Renewed {
        let is_good =
            self.because == Because::ItEnds && !grant.has_ended(seconds(self.service.now()));
        match is_good {
            true => Renewed::Value(open),
            false => Renewed::Later { reason, at },
        }
    }
}

/// Whether somebody has to look after the connection before a token can be had.
fn fault(error: &ChannelFailure) -> Option<Fault> {
    match error.who {
        WhoActs::Connection(fault) => Some(fault.into()),
        WhoActs::Author | WhoActs::ReceiverForGood => Some(Fault::Broken),
        WhoActs::Operator | WhoActs::ReceiverForNow { .. } => None,
    }
}

fn not(reason: &str, fault: Fault) -> Renewed {
    Renewed::Not {
        reason: reason.to_owned(),
        fault,
    }
}

fn seconds(at: Timestamp) -> i64 {
    at.0.div_euclid(1000)
}
