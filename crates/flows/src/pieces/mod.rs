//! The pieces whose triggers and actions run inside WinFactor.
//!
//! A [`PieceCatalog`] says what a flow may consist of; validation, conversion and the run go by it.
//! What is not in it "runs in ActivePieces only". The driver of a run performs the actions; here
//! stands what they take and give.

mod catalog;
mod definition;
mod event;
mod file;
pub mod inbox;
mod media_type;
mod property;
mod property_schema;
mod webhook;
mod winfactor;

pub use catalog::PieceCatalog;
pub use definition::{ActionDefinition, PieceDefinition, TriggerDefinition};
pub use event::{EventDelivery, EventFilter, InvalidEventBody, TriggerOutput};
pub use file::{FetchedFile, FileValue};
pub use property::{Choice, EmptyLines, PropDefinition, PropertyType};
pub use webhook::WEBHOOK_PIECE;
pub use winfactor::{INBOX_ACTION, WINFACTOR_PIECE};
