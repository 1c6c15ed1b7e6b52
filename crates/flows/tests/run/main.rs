//! Runs of whole flows: loops, routers, failures, pauses, answers, restarts, limits.

#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod answers;
mod awaited_connections;
mod code_steps;
mod connections;
mod failures;
mod insertion;
mod limits;
mod loops;
mod nesting;
mod pauses;
mod put_off;
mod restarts;
mod routers;
mod steps;
mod world;
