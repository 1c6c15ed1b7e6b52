//! Flows from import to inbox: what they post, what failures do, what survives a crash, and what is
//! said about a flow that cannot run.
#![allow(clippy::unwrap_used)]

mod crash;
mod dry_run;
mod failures;
mod import;
mod inbox;
mod pauses;
mod recipe;
mod requests;
mod runs;
mod support;
mod switch;
mod tenants;
mod update;
mod versions;
mod waiting;
mod winfactor_actions;
