//! Accounts at Google: a token that somebody else keeps fresh, or a service account that logs in by
//! itself with a signed statement, for what one of Google's services lets it do.
//!
//! Source: "Using OAuth 2.0 for Server to Server Applications".

mod access;
mod api;
mod assertion;
mod logins;

pub use access::{GoogleAccess, ServiceAccount, ServiceAccountError};
pub(super) use api::GoogleApi;
pub(super) use logins::{LogIn, Logins};
