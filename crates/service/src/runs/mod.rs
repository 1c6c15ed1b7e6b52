//! Runs of flows: from a delivered event to the last step's outcome.
//!
//! **A run is a journal.** What a step did is committed before anything is done that follows from
//! it. After a restart a run goes on behind its last record ([`resume_due`]).
//!
//! **A run is written part by part.** A [part](part()) is gone through in memory, up to the point
//! where the run has to wait, is over, or has to do something that the commit of its records does not
//! do by itself. Then it is written at once; what is in memory only has no effect and can be made
//! anew. Three kinds of effects:
//!
//! - The message of an inbox step is a row beside the step's record: both are there, or neither is.
//! - An action on WinFactor's own records is a use case that runs within the transaction that records
//!   it: exactly once, too.
//! - A request to the world outside is recorded as begun, sent outside of any transaction, and its
//!   outcome is written with the next part. A crash in between leaves a step of which it is not known
//!   what became: it is sent again and shown as repeated. At least once, as for deliveries.
//!
//! So a run without a request costs one write, together with its delivery; one with a request, two.
//!
//! **A run belongs to somebody or is due.** Like a delivery it is leased to the server that goes on
//! with it, and taken over when that server dies. A wait is a moment in the database, not a timer;
//! a pause until somebody calls is a [waitpoint](resume_waitpoint); a step whose connection does not
//! work waits until it does ([`crate::connections`]). Both end after 30 days.
//!
//! **Nobody takes all.** Whoever goes on with a run holds one of the places of its flow, of its
//! organization and of the server; without one the run waits in the database.

/// Runs of one flow that are started at once. Each is a write, and many writes share a commit.
pub(crate) const AT_ONCE: usize = 128;

mod advance;
mod alert;
mod channels;
mod drive;
mod get;
mod guard;
mod http;
mod in_flight;
mod list;
mod part;
mod perform;
mod places;
mod rest;
mod resume;
mod retry;
mod scripts;
mod setup;
mod start;
mod trigger;
mod version;
mod waitpoint;
mod winfactor_actions;
mod write;

use advance::advance;
pub use channels::Alone as ChannelsAlone;
pub(crate) use channels::OneAtATime;
pub(crate) use channels::send_to_try_out;
pub use get::{PausingConnection, RunPause, RunView, StepView, get};
pub(crate) use guard::{Address, customer_of, is_a_contact, own};
pub use http::send as send_http_request;
pub(crate) use in_flight::RunsInFlight;
pub use list::{RunSummary, RunsFilter, list};
pub(crate) use part::{End, Part, part};
pub(crate) use perform::{Actor, perform};
pub use resume::resume_due;
pub(crate) use resume::{DueRun, due, go_on};
pub use retry::{retry, retry_on_latest_version};
pub(crate) use scripts::apart;
pub(crate) use setup::{SetupFor, setup};
pub(crate) use start::{Started, start};
pub(crate) use trigger::{EventText, trigger_output};
pub(crate) use version::{FlowVersions, NotRun, Version};
pub use waitpoint::{Resumed, look_at_waitpoint, resume_waitpoint};
pub(crate) use winfactor_actions::rehearse;
pub use winfactor_flows::pieces::ResumePayload;
pub use winfactor_flows::run::{FailedStep, RunStatus, StepPath, StepRecord, StepStatus, StepType};
