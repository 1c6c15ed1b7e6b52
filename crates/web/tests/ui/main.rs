//! The pages of an organization's people as a browser sees them: requests through the whole router,
//! answers read back with a browser's parser, effects looked up in the database.
#![allow(clippy::unwrap_used)]

mod connections;
mod endpoints;
mod events;
mod flow_checks;
mod flows;
mod forms;
mod home;
mod inbox;
mod leads;
mod office;
#[path = "../public/page.rs"]
#[allow(dead_code, reason = "the customers' pages are read with it too")]
mod page;
mod pages;
mod postgres;
mod quotes;
mod recipes;
mod sign_in;
mod stream;
mod submissions;
mod tenants;
mod tokens;
