//! The attempts of channels that take several calls, against stand-ins of the vendors.
#![allow(clippy::unwrap_used)]

#[path = "../records/setup.rs"]
#[allow(dead_code, reason = "the tests of records use the rest")]
mod setup;
mod slack_files;
mod teams_members;
