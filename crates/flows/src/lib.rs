//! Automations in ActivePieces' own flow format, run inside WinFactor.
//!
//! A flow is stored as the JSON that ActivePieces exports and imports, so that an automation can
//! move to an ActivePieces server and back without loss. This crate reads and writes that JSON
//! ([`mod@format`]), knows the pieces that are built in ([`pieces`]), says what is wrong with a flow in
//! words for the person who built it ([`mod@validate`]) and whom it writes to ([`mod@audience`]), resolves `{{ … }}` placeholders
//! ([`expressions`]) and [`formulas`], runs code steps in a sandbox ([`code`]) and runs a flow as a
//! state machine that asks its driver for effects ([`run`]). Ready-made flows are in [`recipes`].
//!
//! There is no IO here: no clock, no network, no store. The driver commits what a step did before
//! anything follows from it, which makes a run a journal that survives a restart.
//!
//! What cannot run here (pieces that are not built in, code that imports packages) is refused with a
//! typed error before a flow can be switched on; nothing is passed over in silence. Where results
//! differ from ActivePieces', `docs/flows/differences.md` says so.

mod conversion;
mod javascript;
mod time_zones;

pub mod audience;
pub mod code;
pub mod conditions;
pub mod exchange;
pub mod expressions;
pub mod format;
pub mod formulas;
pub mod pieces;
pub mod recipes;
pub mod run;
pub mod validate;

pub use format::{FlowVersion, FormatError, TemplateDocument};
pub use pieces::PieceCatalog;
pub use run::{CompiledFlow, Next, Run};
pub use validate::{Problem, validate, validate_with_samples};
