//! Channels: where the steps of flows send messages and records.
//!
//! Each channel is a module: it reads the value of a connection, makes one attempt through the
//! guarded client, and says what became of it. A failure names who must act ([`WhoActs`]); when to
//! try again is decided elsewhere. How often a destination may be called is a matter of its
//! [`Pacing`]: a queue for each, driven by the time that it is told.
//!
//! The address of each vendor is a setting ([`VendorAddresses`]), so that a proxy or a test can
//! stand in for it.

mod call;
mod failure;
pub mod gmail;
mod google;
pub mod google_sheets;
pub mod hubspot;
mod json_api;
mod mail;
pub mod oauth2;
mod pacing;
mod path;
pub mod pipedrive;
pub mod salesforce;
pub mod slack;
pub mod smtp;
pub mod teams;
mod token;
mod vendors;
mod verdict;
pub mod whatsapp;

pub use call::{Call, Reply};
pub use failure::{ChannelFailure, ConnectionFault, WhoActs};
pub use json_api::{ApiAnswer, JsonApi};
pub use pacing::{Pacing, Turn, Wish};
pub(crate) use path::path;
pub use token::access_token;
pub use vendors::VendorAddresses;
pub use verdict::Verdict;
