//! Channels from a customer's submission to the vendor: what arrives there, how often, and what
//! people are told when it does not.
#![allow(clippy::unwrap_used)]

mod documentation;
mod files;
#[path = "../flows/support.rs"]
#[allow(dead_code, reason = "the tests of flows use the rest")]
mod flows;
mod gmail;
mod google_sheets;
mod guard;
mod hubspot;
mod mail;
mod pipedrive;
mod published;
mod quote_created;
mod recipes;
mod renewal;
mod salesforce;
mod slack;
mod slack_files;
mod step_tests;
mod support;
mod teams;
mod tested;
mod waiting;
mod whatsapp;
