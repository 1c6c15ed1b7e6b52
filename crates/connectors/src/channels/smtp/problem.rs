//! What went wrong with a mail server, in words that help.

use std::error::Error as _;

use lettre::transport::smtp::Error;

use crate::channels::ChannelFailure;
use crate::http::{HttpError, TlsProblem};
use crate::http_request::RequestFailure;

use super::MailServer;

/// The server said no, with this code of SMTP.
pub(super) fn refused(code: u16, words: &str, doing: &str) -> ChannelFailure {
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = words.chars().take(200).collect();
    let said = |advice: &str| format!("E-mail: {advice} (the server said {code} {words})");
    match code {
        535 | 534 | 538 => ChannelFailure::expired(said(
            "the server does not accept the user or the password; correct them. Services with \
             two-step sign-in want an app password",
        )),
        530 => ChannelFailure::broken(said(
            "the server wants a login or encryption; enter the user and the password, and switch \
             TLS on",
        )),
        454 if doing == SIGNING_IN => ChannelFailure::busy(None, said("it cannot sign in for now")),
        550 | 551 | 553 | 501 if doing == NAMING_A_RECIPIENT => ChannelFailure::for_good(said(
            "the server does not take mail for this recipient; check the address",
        )),
        550 | 551 | 553 | 501 if doing == NAMING_THE_SENDER => ChannelFailure::for_good(said(
            "the server does not let this sender send; use an address of this mailbox",
        )),
        552 => ChannelFailure::for_good(said("the mail is too large, or the mailbox is full")),
        554 => ChannelFailure::for_good(said("the server refused the mail")),
        400..=499 => ChannelFailure::busy(None, said("the server cannot take it for now")),
        _ => ChannelFailure::for_good(said("the server refused")),
    }
}

pub(super) const SIGNING_IN: &str = "signing in";
pub(super) const NAMING_THE_SENDER: &str = "naming the sender";
pub(super) const NAMING_A_RECIPIENT: &str = "naming a recipient";
pub(super) const SENDING: &str = "sending";

/// lettre's error while doing something. Until the mail itself is sent, nothing has happened.
pub(super) fn of_client(error: &Error, doing: &str) -> ChannelFailure {
    let cause = error.source().map(ToString::to_string).unwrap_or_default();
    if let Some(code) = error.status() {
        return refused(u16::from(code), &cause, doing);
    }
    let message = format!("E-mail: the connection broke while {doing}: {error}");
    match doing {
        SENDING => ChannelFailure::uncertain(message),
        SIGNING_IN if error.is_client() => ChannelFailure::broken(
            "E-mail: the server offers no way of signing in that is known here (PLAIN, LOGIN)",
        ),
        NAMING_A_RECIPIENT | NAMING_THE_SENDER if error.is_client() => {
            ChannelFailure::author(message)
        }
        _ => ChannelFailure::busy(None, message),
    }
}

/// No connection, or none that is safe.
pub(super) fn of_connection(error: HttpError, server: &MailServer) -> ChannelFailure {
    let advice = match &error {
        HttpError::Dns { .. } => "check the name of the mail server",
        HttpError::Connect { .. } | HttpError::Timeout { .. } => {
            "check the port: 587 is usual with TLS (STARTTLS), 465 with TLS from the start; 25 is \
             blocked by many networks"
        }
        HttpError::Tls { problem, .. } => match problem {
            TlsProblem::Handshake => {
                "the server does not speak TLS like this; port 587 and port 465 differ in that"
            }
            _ => "its certificate is not in order; check the name of the server",
        },
        _ => "check the settings of the connection",
    };
    let failure = ChannelFailure::from(RequestFailure::from(error));
    let message = format!(
        "E-mail: {}; {advice} ({}:{})",
        failure.message, server.host, server.port
    );
    ChannelFailure::new(failure.who, message)
}
