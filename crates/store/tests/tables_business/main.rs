//! What organizations work with, written and read back: the same tests run on SQLite and on
//! PostgreSQL.
#![allow(clippy::unwrap_used)]

mod contacts;
mod engines;
mod external_refs;
mod idempotency;
mod leads;
mod quotes;
mod samples;
mod submissions;
mod templates;
