//! Organizations, users, sessions, API keys and form tokens, as the pages, the API and the command
//! line use them.
#![allow(clippy::unwrap_used)]

mod api_keys;
mod forms;
mod installation;
mod key_rotation;
mod sessions;
mod setup;
mod sign_in;
mod users;
