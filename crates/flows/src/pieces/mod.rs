//! The pieces whose triggers and actions run inside WinFactor.
//!
//! A [`PieceCatalog`] says what a flow may consist of; validation, conversion and the run go by it.
//! What is not in it "runs in ActivePieces only". The driver of a run performs the actions; here
//! stands what they take and give.

mod catalog;
mod definition;
mod event;
pub mod inbox;
mod webhook;
mod winfactor;

pub use catalog::PieceCatalog;
pub use definition::{
    ActionDefinition, EmptyLines, PieceDefinition, PropDefinition, PropertyType, TriggerDefinition,
};
pub use event::{EventDelivery, EventFilter, InvalidEventBody, TriggerOutput};
pub use webhook::WEBHOOK_PIECE;
pub use winfactor::{INBOX_ACTION, WINFACTOR_PIECE};
