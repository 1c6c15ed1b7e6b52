//! What became of an attempt, and what that means for the next one.

use std::time::Duration;

use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};

use super::activepieces::ActivePiecesAddress;
use crate::http::{CheckedUrl, HttpError, Phase, TlsProblem, UrlProblem};
use crate::retry_after::retry_after;

/// The classes that a sender treats differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Any 2xx: the receiver accepted the event. What it does with it is not known.
    Delivered,
    /// 410: the receiver wants nothing more at this address. Stop and tell its owner.
    Gone,
    /// 404 from an ActivePieces address: the flow is switched off. Hold the events and probe.
    FlowOff,
    /// 429 or 503: the receiver is busy. Wait at least this long, between 1 s and 24 h, if it
    /// said so, else as scheduled.
    RetryLater { retry_after: Option<Duration> },
    /// Anything else, to be tried again as scheduled: even a refused or malformed address, since
    /// somebody may repair it while the event waits.
    Failed(FailureKind),
}

/// Why a failed attempt failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// 3xx, never followed.
    Redirect(u16),
    /// Any other status that is no success.
    Status(u16),
    /// The address is not one. Carries [`UrlProblem::code`].
    InvalidUrl(&'static str),
    /// The event's id or name cannot stand in a header.
    InvalidEvent,
    /// This installation does not talk to the destination; its operator can allow it.
    Refused,
    Dns,
    Connect,
    Tls(TlsProblem),
    Timeout(Phase),
    /// The receiver hung up before it answered.
    Closed,
    /// The answer is not HTTP.
    Protocol,
}

impl Outcome {
    /// A stable name for translations and the API. Status numbers are in the attempt.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Gone => "gone",
            Self::FlowOff => "flow_off",
            Self::RetryLater { .. } => "retry_later",
            Self::Failed(kind) => kind.code(),
        }
    }

    #[must_use]
    pub fn is_delivered(self) -> bool {
        self == Self::Delivered
    }

    /// Reads an answer. `now` is in Unix seconds.
    pub(super) fn of_answer(
        status: StatusCode,
        headers: &HeaderMap,
        url: &CheckedUrl,
        now: i64,
    ) -> Self {
        match status {
            status if status.is_success() => Self::Delivered,
            StatusCode::GONE => Self::Gone,
            StatusCode::NOT_FOUND if ActivePiecesAddress::recognise(url).is_some() => Self::FlowOff,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Self::RetryLater {
                retry_after: headers.get(RETRY_AFTER).and_then(|v| retry_after(v, now)),
            },
            status if status.is_redirection() => {
                Self::Failed(FailureKind::Redirect(status.as_u16()))
            }
            status => Self::Failed(FailureKind::Status(status.as_u16())),
        }
    }

    pub(super) fn of_error(error: &HttpError) -> Self {
        Self::Failed(match error {
            HttpError::Refused(_) => FailureKind::Refused,
            HttpError::Dns { .. } => FailureKind::Dns,
            HttpError::Connect { .. } => FailureKind::Connect,
            HttpError::Tls { problem, .. } => FailureKind::Tls(*problem),
            HttpError::Timeout { phase, .. } => FailureKind::Timeout(*phase),
            HttpError::Closed { .. } => FailureKind::Closed,
            HttpError::Protocol { .. } => FailureKind::Protocol,
        })
    }

    pub(super) fn of_bad_url(problem: &UrlProblem) -> Self {
        Self::Failed(match problem {
            UrlProblem::Refused(_) => FailureKind::Refused,
            other => FailureKind::InvalidUrl(other.code()),
        })
    }

    /// One plain line for the log; `None` for a success.
    pub(super) fn reason(self, status: StatusCode) -> Option<String> {
        let says = match self {
            Self::Delivered => return None,
            Self::Gone => "the address is gone for good".to_owned(),
            Self::FlowOff => {
                "the flow in ActivePieces is switched off, or was never published".to_owned()
            }
            Self::RetryLater { retry_after } => {
                let busy = if status == StatusCode::TOO_MANY_REQUESTS {
                    "it gets too many requests for now"
                } else {
                    "it is not available for now"
                };
                match retry_after {
                    Some(wait) => format!("{busy} and asks to wait {} s", wait.as_secs()),
                    None => busy.to_owned(),
                }
            }
            Self::Failed(_) => status_meaning(status).to_owned(),
        };
        Some(format!(
            "The receiver answered {}: {says}.",
            status.as_u16()
        ))
    }
}

impl FailureKind {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Redirect(_) => "redirect",
            Self::Status(_) => "status",
            Self::InvalidUrl(code) => code,
            Self::InvalidEvent => "invalid_event",
            Self::Refused => "refused",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Tls(problem) => problem.code(),
            Self::Timeout(phase) => phase.code(),
            Self::Closed => "closed",
            Self::Protocol => "protocol",
        }
    }
}

fn status_meaning(status: StatusCode) -> &'static str {
    match status.as_u16() {
        300..=399 => {
            "it points to another address. Redirects are never followed; enter the final address"
        }
        400 | 422 => "it does not understand the event",
        401 | 403 => "it wants other credentials; check the endpoint's authentication",
        404 => "it knows nothing at this address; check the address",
        405 => "it takes no POST requests at this address; check the address",
        408 => "it took too long on its own side",
        413 => "the event is too large for it",
        415 => "it does not take JSON at this address",
        500..=599 => "something failed on its side",
        _ => "that is no success",
    }
}

#[cfg(test)]
#[path = "outcome_tests.rs"]
mod tests;
