//! Gmail: mails and drafts from a mailbox at Google.
//!
//! A mail goes as it travels, in base64. Gmail takes the recipients from it, takes `Bcc` out, and puts
//! the account's own address in place of a sender that is not among its aliases. A service account
//! has no mailbox: it acts for a person of its domain.
//!
//! Sources: Google's discovery document `gmail:v1` (`users.messages.send`, `users.messages.list`,
//! `users.drafts.create`, `users.getProfile`), "Resolve errors" of the Gmail API.

mod failure;
mod mailbox;
mod send;

pub use super::google::{GoogleAccess, ServiceAccount, ServiceAccountError};
pub use super::mail::{Mail, MailFile};
pub use mailbox::{Gmail, GmailCall};
pub use send::{GmailMail, Kept};
