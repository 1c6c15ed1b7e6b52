//! What can go wrong on the way to an answer. The variant says who must act.
//!
//! The texts are plain English sentences for the attempt log. They name the host, never the path
//! or the query of an address, and never the address that a name resolved to.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use super::guard::Refusal;

/// No answer came. (An answer of any status is no error here.)
///
/// Cloneable, because the pool hands the connector's error out by reference only.
#[derive(Debug, Clone, thiserror::Error)]
pub enum HttpError {
    /// We do not talk to this destination: the operator can allow it, see [`Refusal`].
    #[error(transparent)]
    Refused(#[from] Refusal),

    /// The name has no address, or the look-up failed. Whoever typed the address should check it;
    /// an outage of the name service passes.
    #[error("the name {host} could not be resolved: {source}")]
    Dns {
        host: String,
        #[source]
        source: Arc<io::Error>,
    },

    /// No address of the host took the connection: the receiver's side, or the network.
    #[error("no connection to {host}:{port}: {source}")]
    Connect {
        host: String,
        port: u16,
        #[source]
        source: Arc<io::Error>,
    },

    /// The receiver's encryption is not in order; the receiver has to repair it.
    #[error("no secure connection to {host}:{port}: {problem} ({source})")]
    Tls {
        host: String,
        port: u16,
        problem: TlsProblem,
        #[source]
        source: Arc<io::Error>,
    },

    /// The receiver, or the network, is too slow.
    #[error("{host}:{port} took too long: {phase} within {} s", limit.as_secs_f32())]
    Timeout {
        host: String,
        port: u16,
        phase: Phase,
        limit: Duration,
    },

    /// The receiver hung up before it answered. It may have taken the request all the same.
    #[error("{host}:{port} closed the connection before it answered")]
    Closed {
        host: String,
        port: u16,
        #[source]
        source: Arc<hyper_util::client::legacy::Error>,
    },

    /// What came back is not HTTP, or its head is too large.
    #[error("{host}:{port} gave an answer that is not valid HTTP")]
    Protocol {
        host: String,
        port: u16,
        #[source]
        source: Arc<hyper_util::client::legacy::Error>,
    },
}

impl HttpError {
    /// A stable name for translations and the API.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::Dns { .. } => "dns",
            Self::Connect { .. } => "connect",
            Self::Tls { problem, .. } => problem.code(),
            Self::Timeout { phase, .. } => phase.code(),
            Self::Closed { .. } => "closed",
            Self::Protocol { .. } => "protocol",
        }
    }
}

/// The part of a request that ran out of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    Dns,
    Connect,
    Tls,
    /// Sending the request and waiting for the head of the answer. With a whole-request limit
    /// shorter than the connect limit this can include connecting.
    Answer,
}

impl Phase {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Dns => "timeout_dns",
            Self::Connect => "timeout_connect",
            Self::Tls => "timeout_tls",
            Self::Answer => "timeout_answer",
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dns => "the name was not resolved",
            Self::Connect => "no connection was made",
            Self::Tls => "no secure connection was made",
            Self::Answer => "no answer came",
        })
    }
}

/// What is wrong with the receiver's TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TlsProblem {
    /// Self-signed, an unknown authority, or an incomplete chain.
    Untrusted,
    Expired,
    NotYetValid,
    WrongName,
    /// The certificate is unusable for another reason (revoked, malformed, …).
    BadCertificate,
    /// The two sides did not agree at all: often a server that speaks no TLS on this port.
    Handshake,
}

impl TlsProblem {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Untrusted => "tls_untrusted",
            Self::Expired => "tls_expired",
            Self::NotYetValid => "tls_not_yet_valid",
            Self::WrongName => "tls_wrong_name",
            Self::BadCertificate => "tls_bad_certificate",
            Self::Handshake => "tls_handshake",
        }
    }
}

impl fmt::Display for TlsProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Untrusted => "its certificate is not trusted",
            Self::Expired => "its certificate has expired",
            Self::NotYetValid => "its certificate is not valid yet",
            Self::WrongName => "its certificate is for another name",
            Self::BadCertificate => "its certificate cannot be used",
            Self::Handshake => "it does not speak TLS as we do",
        })
    }
}
