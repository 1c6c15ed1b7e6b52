//! The channels that keep records elsewhere, against stand-ins of their vendors.
#![allow(clippy::unwrap_used)]

mod google_sheets;
mod hubspot;
mod pipedrive;
mod salesforce;
mod setup;
