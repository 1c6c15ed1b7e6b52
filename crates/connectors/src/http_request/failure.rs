use crate::http::{BodyEnd, HttpError, Refusal, TlsProblem, UrlProblem};

/// Why a request has no (whole) answer. The texts name the host at most, and no header's value.
#[derive(Debug, Clone, thiserror::Error)]
pub enum RequestFailure {
    #[error(transparent)]
    Url(UrlProblem),

    #[error("{name:?} is no header name: use letters, digits and hyphens")]
    HeaderName { name: String },

    #[error(
        "the value of the header {name} contains a line break or characters other than plain ASCII text"
    )]
    HeaderValue { name: String },

    #[error("the headers are too many or too long; {max} bytes can be sent")]
    TooManyHeaders { max: usize },

    /// This installation does not talk to the destination, or to where it was redirected.
    #[error(transparent)]
    Refused(Refusal),

    #[error("{host} redirects to an address that cannot be used: {problem}")]
    Redirect { host: String, problem: UrlProblem },

    #[error("{host} redirects again and again; {max} redirects are followed at most")]
    TooManyRedirects { host: String, max: usize },

    #[error(transparent)]
    NoAnswer(HttpError),

    /// A part of an answer is worse than none: a step would take it for the whole.
    #[error("the answer of {host} is larger than {}, which is the most that is read", shown(*max))]
    TooLarge {
        host: String,
        /// In bytes.
        max: usize,
    },

    #[error("the answer of {host} broke off")]
    BrokenOff { host: String, timed_out: bool },
}

/// Who must act before the same request can succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Blame {
    /// Whoever built the flow.
    Request,
    /// The operator of this installation, who can allow the destination.
    Guard,
    /// The receiver or the network, for now: the same request may succeed later.
    ReceiverForNow,
    /// The receiver has to change something first.
    ReceiverForGood,
}

impl RequestFailure {
    #[must_use]
    pub fn blame(&self) -> Blame {
        match self {
            Self::Url(_)
            | Self::HeaderName { .. }
            | Self::HeaderValue { .. }
            | Self::TooManyHeaders { .. } => Blame::Request,
            Self::Refused(_) => Blame::Guard,
            Self::Redirect { .. } | Self::TooManyRedirects { .. } | Self::TooLarge { .. } => {
                Blame::ReceiverForGood
            }
            Self::BrokenOff { .. } => Blame::ReceiverForNow,
            Self::NoAnswer(error) => match error {
                HttpError::Refused(_) => Blame::Guard,
                HttpError::Tls { problem, .. } => match problem {
                    TlsProblem::Handshake | TlsProblem::NotYetValid => Blame::ReceiverForNow,
                    TlsProblem::Untrusted
                    | TlsProblem::Expired
                    | TlsProblem::WrongName
                    | TlsProblem::BadCertificate => Blame::ReceiverForGood,
                },
                HttpError::Protocol { .. } => Blame::ReceiverForGood,
                HttpError::Dns { .. }
                | HttpError::Connect { .. }
                | HttpError::Timeout { .. }
                | HttpError::Closed { .. } => Blame::ReceiverForNow,
            },
        }
    }

    /// A stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Url(problem) => problem.code(),
            Self::HeaderName { .. } => "header_name",
            Self::HeaderValue { .. } => "header_value",
            Self::TooManyHeaders { .. } => "header_too_many",
            Self::Refused(_) => "refused",
            Self::Redirect { .. } => "redirect",
            Self::TooManyRedirects { .. } => "too_many_redirects",
            Self::NoAnswer(error) => error.code(),
            Self::TooLarge { .. } => "answer_too_large",
            Self::BrokenOff { timed_out, .. } => match timed_out {
                true => "timeout_body",
                false => "answer_broken_off",
            },
        }
    }

    /// What an incomplete body comes to; nothing when all of it is there.
    /// `max` is what was read at most, in bytes.
    pub(super) fn of_body(end: BodyEnd, host: &str, max: usize) -> Option<Self> {
        let host = host.to_owned();
        match end {
            BodyEnd::Complete => None,
            BodyEnd::Truncated => Some(Self::TooLarge { host, max }),
            BodyEnd::TimedOut => Some(Self::BrokenOff {
                host,
                timed_out: true,
            }),
            BodyEnd::Broken => Some(Self::BrokenOff {
                host,
                timed_out: false,
            }),
        }
    }
}

fn shown(bytes: usize) -> String {
    match bytes >= 1 << 20 {
        true => format!("{} MiB", bytes >> 20),
        false => format!("{} KiB", bytes >> 10),
    }
}

impl From<UrlProblem> for RequestFailure {
    fn from(problem: UrlProblem) -> Self {
        match problem {
            UrlProblem::Refused(refusal) => Self::Refused(refusal),
            other => Self::Url(other),
        }
    }
}

impl From<HttpError> for RequestFailure {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Refused(refusal) => Self::Refused(refusal),
            other => Self::NoAnswer(other),
        }
    }
}
