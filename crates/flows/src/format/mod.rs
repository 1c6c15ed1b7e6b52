//! The ActivePieces flow format: a typed tree in, the same JSON out.
//!
//! Three forms are read: today's template document (`flows[]`), the legacy one (`template`), and a
//! bare flow version. Other schema versions are first brought to the current one ([`migrations`]).
//!
//! The tree types what the rest of the crate acts on. Everything else stays in the `fields` of the
//! part it was found in and is written back as it was, so that exporting an imported flow gives a
//! document of the same meaning. A known optional field of an unexpected type counts as unknown.

mod action;
mod code;
mod complete;
mod error;
mod error_handling;
mod failure_branches;
mod fields;
mod flow_version;
mod json_input;
mod looping;
pub mod migrations;
mod piece_settings;
mod router;
mod step;
mod template_document;
mod trigger;

pub use action::{Action, ActionKind};
pub use code::{CodeSettings, SourceCode};
pub use error::FormatError;
pub use error_handling::ErrorHandling;
pub use failure_branches::FailureBranches;
pub use flow_version::FlowVersion;
pub use json_input::MAX_DEPTH;
pub(crate) use json_input::depth;
pub use looping::Loop;
pub use migrations::{CURRENT_SCHEMA_VERSION, MigrationError, NEWEST_SCHEMA_VERSION};
pub use piece_settings::PieceSettings;
pub use router::{Branch, BranchKind, Condition, Router};
pub use step::{NumberedStep, Step};
pub use template_document::TemplateDocument;
pub use trigger::{Trigger, TriggerKind};
