//! The event contract, checked against its own words.
//!
//! `../contract` holds one example per event type as the contract gives it, written down by hand
//! and never generated. What the code makes must say the same, in the same order; the schemas must
//! take all of it and nothing else; and the generated files must be what the code makes today.

#![allow(clippy::unwrap_used)]

mod examples;
mod generated;
mod inventory;
mod json;
mod samples;
mod schemas;
