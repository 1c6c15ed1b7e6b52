//! The REST API over real connections, on a real database. Every answer is compared to the OpenAPI
//! document by the client that the tests share.

#![allow(clippy::unwrap_used)]

mod access;
mod activepieces;
mod bad_input;
mod connections;
mod contacts;
mod creations;
mod edge;
mod endpoints;
mod event_stream;
mod event_types;
mod events;
mod files;
mod flow_actions;
mod flow_checks;
mod flows;
mod health;
mod inbox;
mod leads;
mod lists;
mod open_api;
mod organization;
mod quotes;
mod rate_limits;
mod submissions;
mod support;
mod templates;
mod waitpoints;
