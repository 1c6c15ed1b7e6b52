//! Flows, their versions, runs, journals, messages and connections, written and read back: the same tests run on
//! SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used)]

mod awaiting;
mod connections;
mod flows;
mod journals;
mod leases;
mod messages;
mod runs;
mod step_checks;
mod tables;
mod waitpoints;
