//! E-mail through a mail server of the organization's own.
//!
//! The connection to the server passes the same guard as HTTP: its name is resolved once, every
//! address is checked, a checked one is dialled. Encryption is by TLS from the first byte (port 465)
//! or by STARTTLS; a password never travels in the clear, except to a private host that the operator
//! allows. lettre speaks SMTP over that connection.
//!
//! Source: RFC 5321 (SMTP), RFC 3207 (STARTTLS), RFC 4954 (AUTH).

mod dialogue;
mod greeted;
mod preamble;
mod problem;
mod server;

pub use super::mail::{Mail, MailFile};
pub use dialogue::{Accepted, send, test};
pub use server::MailServer;
