//! Templates, contacts, submissions, quotes and leads as the pages and the API use them: the same
//! tests run on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used)]

mod answers;
mod atomicity;
mod contacts;
mod drafts;
mod expiry;
mod leads;
mod organizations;
mod pages;
mod races;
mod repetitions;
mod revisions;
mod sending;
mod submissions;
mod templates;
mod tenants;
mod views;
mod world;
