//! Options that several commands share. Each can also stand in the environment as `WINFACTOR_…`.

mod api;
mod database;
mod organization;
mod outgoing;
mod public;
mod vendors;
mod web;

pub(crate) use api::ApiOptions;
pub(crate) use database::DatabaseOptions;
pub(crate) use organization::OrganizationOptions;
pub(crate) use outgoing::OutgoingOptions;
pub(crate) use public::{PublicOptions, doubts};
pub(crate) use vendors::VendorOptions;
pub(crate) use web::WebOptions;
