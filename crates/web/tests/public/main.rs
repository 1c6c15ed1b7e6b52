//! The customers' pages as a browser sees them: requests through the whole router, answers read back
//! with a browser's parser, effects looked up in the database.
#![allow(clippy::unwrap_used)]

mod answers;
mod configurator;
mod configurator_errors;
mod errors;
mod languages;
mod leads;
mod limits;
mod page;
mod postgres;
mod privacy;
mod programs;
mod robots;
mod site;
mod views;
