//! Flows, their versions, runs, journals and messages, written and read back: the same tests run on
//! SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used)]

mod flows;
mod journals;
mod leases;
mod messages;
mod runs;
mod tables;
