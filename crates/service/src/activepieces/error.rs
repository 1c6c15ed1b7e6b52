use winfactor_connectors::{activepieces::ActivePiecesError, channels::WhoActs};
use winfactor_domain::FieldError;

use crate::ServiceError;

/// What ActivePieces said, or did not say, as the error of a use case.
pub(super) fn refused(error: &ActivePiecesError, base: &str) -> ServiceError {
    match error {
        ActivePiecesError::WrongPassword => {
            FieldError::new("/password", error.code(), error.to_string()).into()
        }
        _ => ServiceError::conflict(error.code(), words(error, base)),
    }
}

/// For people: with what the operator can do about a server in a private network.
pub(super) fn words(error: &ActivePiecesError, base: &str) -> String {
    match error {
        ActivePiecesError::NoAnswer(failure) if failure.who == WhoActs::Operator => {
            format!("{error}. {}", allow_hint(base))
        }
        _ => error.to_string(),
    }
}

/// How an operator allows a server in a private network.
pub(super) fn allow_hint(base: &str) -> String {
    let host = base.split_once("://").map_or(base, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    format!("If this server is yours, start WinFactor with --allow-host {host}")
}
