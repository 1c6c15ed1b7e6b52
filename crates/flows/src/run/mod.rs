//! A run of a flow, as a state machine that asks for effects.
//!
//! [`Run`] decides what comes next; its driver does it. The driver calls [`Run::next_step`]:
//!
//! - [`Next::Perform`]: perform the action of a step, then hand its outcome to [`Run::complete`].
//! - [`Next::Record`]: commit a record. It may be committed together with others that follow it,
//!   but before any effect that follows it.
//! - [`Next::Wait`]: ask again at that moment.
//! - [`Next::Paused`]: the same, or hand a call to [`Run::resume`], or restore the run once its
//!   connection can be used; it may take weeks.
//! - [`Next::Finished`]: the run is over.
//!
//! **The journal is the state.** A record for each execution of a step ([`StepPath`]: the step, and
//! the iteration of each loop around it) is all that a run consists of beside its flow and its
//! trigger's output. How far a step has come (which try, when it goes on) stands in its record, and
//! the run looks there, whether the record was made a moment ago or was restored. So
//! [`Run::restore`] is a run like any other that passes over what has ended; routers are evaluated
//! and loops gone through again, as in ActivePieces. A driver that commits [`StepRequest::started`]
//! before it performs an effect learns after a crash that the effect may have happened already.
//!
//! **The position is a stack of frames** (a chain, a loop, a router), not recursion: any depth of
//! nesting costs the same little. What only computes, waits or answers, and code, is settled here;
//! only what reaches outside is asked for.
//!
//! The machine keeps no time and no chance: the moment is an argument, and so are the ids of
//! waitpoints ([`Waitpoints`]).

mod action;
mod await_connection;
mod code;
mod compiled;
mod error;
mod frame;
mod go_on;
mod journal;
mod limits;
mod looping;
mod machine;
mod offline;
mod path;
mod pause;
mod piece;
mod record;
mod request;
mod resolve;
mod restore;
mod retry;
mod router;
mod settle;
mod setup;
mod steps;
mod verdict;
mod way;

pub use compiled::{CompiledFlow, NotRunnable};
pub use error::RunError;
pub use limits::RunLimits;
pub use machine::{Next, Run};
pub use offline::{OfflineResult, run_offline};
pub use path::{InvalidStepPath, Iteration, StepPath};
pub use pause::Pause;
pub use record::{
    AwaitedConnection, JournalEntry, RecordedWaitpoint, StepRecord, StepStatus, StepType,
};
pub use request::{StepOutcome, StepRequest, StepSettings};
pub use retry::RetrySchedule;
pub use setup::{RunSetup, Waitpoints};
pub use steps::nested_steps;
pub use verdict::{FailedStep, RunStatus, Verdict};
pub use way::way_to;
