//! Runs of flows: from a delivered event to the last step's outcome.
//!
//! **A run is a journal.** What a step did is committed before anything is done that follows from
//! it. After a restart a run goes on behind its last record ([`resume_due`]).
//!
//! **A step inside the database is performed by the commit.** The message of an inbox step and the
//! record of that step are rows of one transaction: both are there, or neither is. So a run is
//! first [planned](plan) in memory, up to the point where it has to wait or is over, and then
//! written at once: the usual run costs one write, together with its delivery. What is planned has
//! no effect until then, and can be planned anew.
//!
//! **A run belongs to somebody or is due.** Like a delivery it is leased to the server that goes on
//! with it, and taken over when that server dies. A wait is a moment in the database, not a timer.

/// Runs of one flow that are started at once. Each is a write, and many writes share a commit.
pub(crate) const AT_ONCE: usize = 128;

mod advance;
mod alert;
mod get;
mod list;
mod perform;
mod plan;
mod resume;
mod retry;
mod start;
mod trigger;
mod version;
mod winfactor_actions;
mod write;

use advance::advance;
pub use get::{RunView, StepView, get};
pub use list::{RunSummary, RunsFilter, list};
pub(crate) use perform::Actor;
pub(crate) use plan::{End, Plan, plan, plan_with};
pub use resume::resume_due;
pub use retry::retry;
pub(crate) use start::{Started, start};
pub(crate) use trigger::{EventText, trigger_output};
pub(crate) use version::{FlowVersions, NotRun, Version};
pub(crate) use winfactor_actions::rehearse;
pub use winfactor_flows::run::{FailedStep, RunStatus, StepRecord, StepStatus, StepType};
