use std::time::Duration;

use crate::http::{HttpError, Phase, TlsProblem};
use crate::http_request::{Blame, RequestFailure};

/// Why a message or a record did not arrive, or may not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ChannelFailure {
    pub who: WhoActs,
    /// What happened and what to do, for people; without a secret.
    pub message: String,
}

/// Who must act before the same attempt can succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhoActs {
    /// Whoever built the flow.
    Author,
    /// The operator of this installation, who can allow the destination.
    Operator,
    /// The receiver, for now: the same attempt may succeed later.
    ReceiverForNow {
        /// How long it asks to wait.
        retry_after: Option<Duration>,
        /// It is sure that the attempt had no effect, so that it can be repeated safely.
        nothing_happened: bool,
    },
    /// The receiver has to change something first.
    ReceiverForGood,
    /// Somebody has to renew or to correct the connection.
    Connection(ConnectionFault),
}

/// What is wrong with a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionFault {
    /// It was good once.
    Expired,
    /// It lacks something, or was never good.
    Broken,
}

impl ChannelFailure {
    #[must_use]
    pub fn new(who: WhoActs, message: impl Into<String>) -> Self {
        Self {
            who,
            message: message.into(),
        }
    }

    /// The input of the step is to be corrected.
    #[must_use]
    pub fn author(message: impl Into<String>) -> Self {
        Self::new(WhoActs::Author, message)
    }

    /// The connection was good once.
    #[must_use]
    pub fn expired(message: impl Into<String>) -> Self {
        Self::new(WhoActs::Connection(ConnectionFault::Expired), message)
    }

    /// The connection lacks something.
    #[must_use]
    pub fn broken(message: impl Into<String>) -> Self {
        Self::new(WhoActs::Connection(ConnectionFault::Broken), message)
    }

    /// The receiver refused the attempt for now, and did nothing.
    #[must_use]
    pub fn busy(retry_after: Option<Duration>, message: impl Into<String>) -> Self {
        let who = WhoActs::ReceiverForNow {
            retry_after,
            nothing_happened: true,
        };
        Self::new(who, message)
    }

    /// It is not known what the receiver did.
    #[must_use]
    pub fn uncertain(message: impl Into<String>) -> Self {
        let who = WhoActs::ReceiverForNow {
            retry_after: None,
            nothing_happened: false,
        };
        Self::new(who, message)
    }

    /// What failed only read or prepared something: whatever the receiver did with it, the attempt
    /// had no effect.
    #[must_use]
    pub fn before_any_effect(mut self) -> Self {
        if let WhoActs::ReceiverForNow {
            nothing_happened, ..
        } = &mut self.who
        {
            *nothing_happened = true;
        }
        self
    }

    #[must_use]
    pub fn for_good(message: impl Into<String>) -> Self {
        Self::new(WhoActs::ReceiverForGood, message)
    }
}

impl From<RequestFailure> for ChannelFailure {
    fn from(failure: RequestFailure) -> Self {
        let who = match failure.blame() {
            Blame::Request => WhoActs::Author,
            Blame::Guard => WhoActs::Operator,
            Blame::ReceiverForGood => WhoActs::ReceiverForGood,
            Blame::ReceiverForNow => WhoActs::ReceiverForNow {
                retry_after: None,
                nothing_happened: was_never_sent(&failure),
            },
        };
        Self::new(who, failure.to_string())
    }
}

/// Whether it failed before anything was written.
fn was_never_sent(failure: &RequestFailure) -> bool {
    let RequestFailure::NoAnswer(error) = failure else {
        return false;
    };
    match error {
        HttpError::Refused(_) | HttpError::Dns { .. } | HttpError::Connect { .. } => true,
        HttpError::Tls { problem, .. } => *problem != TlsProblem::Handshake,
        HttpError::Timeout { phase, .. } => {
            matches!(phase, Phase::Dns | Phase::Connect | Phase::Tls)
        }
        HttpError::Closed { .. } | HttpError::Protocol { .. } => false,
    }
}
