//! A run of a flow, as a state machine that asks for effects.
//!
//! [`Run`] decides what comes next; its driver does it. The driver calls [`Run::next_step`]:
//!
//! - [`Next::Perform`]: perform the action of a step, then hand its outcome to [`Run::complete`] and
//!   commit the journal entry that comes back, before asking for the next step.
//! - [`Next::Record`]: a step was settled without an effect; commit its entry.
//! - [`Next::Finished`]: the run is over.
//!
//! The journal, one record per step, is all that a run consists of beside its flow and its
//! trigger's output: after a restart [`Run::resume`] goes on behind the last committed record. A
//! driver that commits [`StepRequest::started`] before it performs an effect learns after a crash
//! that the effect may have happened already.
//!
//! The machine keeps no time. How long to wait before a step is tried again stands in the request;
//! the driver obeys it. Loops, routers and pauses will extend the position in the flow, the records
//! and the outcomes; the conversation stays the same.

mod compiled;
mod error;
mod machine;
mod record;
mod request;
mod restore;
mod retry;
mod verdict;

pub use compiled::{CompiledFlow, NotRunnable};
pub use error::RunError;
pub use machine::{Next, Run};
pub use record::{JournalEntry, StepRecord, StepStatus, StepType};
pub use request::{Completion, StepOutcome, StepRequest};
pub use retry::RetrySchedule;
pub use verdict::{FailedStep, RunStatus, Verdict};
