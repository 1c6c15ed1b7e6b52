use serde_json::Value;

use crate::channels::{ChannelFailure, Reply};

/// Why ActivePieces did not do what it was asked. The texts are for people and hold no secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActivePiecesError {
    /// No answer: the name, the network, the certificate, or a destination that is not allowed.
    #[error("ActivePieces cannot be reached: {0}")]
    NoAnswer(#[source] ChannelFailure),
    #[error("ActivePieces knows no account with this e-mail address and this password")]
    WrongPassword,
    /// The token is not taken any more.
    #[error("the sign-in at ActivePieces has expired: sign in again")]
    SignedOut,
    /// The account may not do it.
    #[error("the account at ActivePieces may not do this: ask its administrator for the right")]
    Forbidden,
    #[error("ActivePieces has no such record, or the account cannot see it")]
    NotFound,
    /// It has too much to do, or is not in order at the moment.
    #[error("ActivePieces cannot answer at the moment (status {status}): try again later")]
    Busy { status: u16 },
    /// It refused what was asked, with a word of its own.
    #[error("ActivePieces refused it (status {status}{})", word.as_deref().map(|word| format!(", {word}")).unwrap_or_default())]
    Refused { status: u16, word: Option<String> },
    /// Whatever answers there is no ActivePieces, or one that is not understood.
    #[error("what answers at this address is not the ActivePieces that was expected: {what}")]
    Unexpected { what: String },
}

impl ActivePiecesError {
    /// A stable word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoAnswer(_) => "activepieces_unreachable",
            Self::WrongPassword => "invalid_credentials",
            Self::SignedOut => "activepieces_sign_in_expired",
            Self::Forbidden => "activepieces_forbidden",
            Self::NotFound => "activepieces_not_found",
            Self::Busy { .. } => "activepieces_busy",
            Self::Refused { .. } => "activepieces_refused",
            Self::Unexpected { .. } => "activepieces_unexpected",
        }
    }

    /// What an answer that is no success says.
    pub(super) fn of(reply: &Reply) -> Self {
        let word = word(&reply.json());
        match (reply.status, word.as_deref()) {
            (401, Some("INVALID_CREDENTIALS")) => Self::WrongPassword,
            (401, _) | (_, Some("SESSION_EXPIRED" | "INVALID_BEARER_TOKEN")) => Self::SignedOut,
            (403, _) => Self::Forbidden,
            (404, Some(_)) => Self::NotFound,
            (404, None) => Self::Unexpected {
                what: "it has no interface of ActivePieces (status 404)".to_owned(),
            },
            (status @ (429 | 500..), _) => Self::Busy { status },
            (status, _) => Self::Refused { status, word },
        }
    }

    pub(super) fn unexpected(what: impl Into<String>) -> Self {
        Self::Unexpected { what: what.into() }
    }
}

impl From<ChannelFailure> for ActivePiecesError {
    fn from(failure: ChannelFailure) -> Self {
        Self::NoAnswer(failure)
    }
}

/// The word of an error, such as `ENTITY_NOT_FOUND`. Anything else that an answer says may come from
/// a private host and is not shown.
fn word(body: &Value) -> Option<String> {
    let word = body.get("code")?.as_str()?;
    let is_word = word.len() <= 60 && word.bytes().all(|it| it.is_ascii_uppercase() || it == b'_');
    is_word.then(|| word.to_owned())
}
