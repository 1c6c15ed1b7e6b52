//! The pieces whose triggers and actions run inside WinFactor.
//!
//! A [`PieceCatalog`] says what a flow may consist of; validation, conversion and the run go by it.
//! What is not in it "runs in ActivePieces only". The driver of a run performs the actions; here
//! stands what they take and give. What an action does without the world outside (compute an output,
//! build a request, judge an answer) stands in the module of its piece, as functions over the
//! resolved and converted input.

pub mod approval;
mod catalog;
pub mod csv;
pub mod data_mapper;
mod definition;
pub mod delay;
mod event;
mod file;
pub mod gmail;
pub mod google_sheets;
pub mod http;
pub mod hubspot;
pub mod inbox;
mod mail;
mod media_type;
pub mod microsoft_teams;
pub mod pipedrive;
mod property;
mod property_schema;
mod record_fields;
mod resume;
pub mod salesforce;
pub mod slack;
pub mod smtp;
mod text_of_html;
pub mod webhook;
pub mod whatsapp;
mod winfactor;
pub mod winfactor_actions;

pub use catalog::PieceCatalog;
pub use definition::{ActionDefinition, Audience, OutputShape, PieceDefinition, TriggerDefinition};
pub use event::{EventDelivery, EventFilter, InvalidEventBody, TriggerOutput};
pub use file::{FetchedFile, FileValue};
pub use property::{Choice, EmptyLines, Insertion, PropDefinition, PropertyType};
pub use resume::ResumePayload;
pub use webhook::WEBHOOK_PIECE;
pub(crate) use winfactor::{AUTH_INPUT, is_own_connection};
pub use winfactor::{INBOX_ACTION, WINFACTOR_PIECE};
