use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::path::StepPath;

/// What is kept of one execution of a step.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepRecord {
    #[serde(rename = "type")]
    pub step_type: StepType,
    pub status: StepStatus,
    /// The resolved input, with secrets replaced.
    pub input: Value,
    /// Absent when the step failed or has not ended. Of a loop without its iterations, which have
    /// records of their own; [`super::nested_steps`] puts them together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Value>,
    /// How long the last try took, in milliseconds.
    #[serde(rename = "duration")]
    pub duration_ms: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// How often the step was begun. With status RUNNING and an error message, the last try failed
    /// and another one is due; with neither a message nor `continue_at`, it is not known what
    /// became of it.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub tries: u32,
    /// How often the receiver asked to wait before this try went through.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub put_off: u32,
    /// The step was begun once more after a restart, because it was not known what had become of
    /// it: its effect may have happened twice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_repeated: bool,
    /// When a step that waits goes on, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continue_at: Option<i64>,
    /// When a step that is paused began to wait, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_since: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waitpoint: Option<RecordedWaitpoint>,
    /// The connection that a paused step waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection: Option<AwaitedConnection>,
    /// The step answered the caller and stopped the run.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_run: bool,
}

impl StepRecord {
    /// A record of a first try without output.
    pub(super) fn new(step_type: StepType, status: StepStatus, input: Value) -> Self {
        Self {
            step_type,
            status,
            input,
            output: None,
            duration_ms: 0,
            error_message: None,
            tries: 1,
            put_off: 0,
            is_repeated: false,
            continue_at: None,
            waits_since: None,
            waitpoint: None,
            connection: None,
            ends_run: false,
        }
    }

    /// The step was begun, and it is not known what became of it: its effect may have happened.
    pub fn is_uncertain(&self) -> bool {
        self.status == StepStatus::Running
            && self.error_message.is_none()
            && self.continue_at.is_none()
    }
}

/// A connection that cannot be used, and that a step waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AwaitedConnection {
    /// Its external id.
    pub name: String,
    /// Why it cannot be used, for people.
    pub reason: String,
}

/// The waitpoint that a step made: whoever calls its address goes on with the run. It holds the id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordedWaitpoint {
    /// Its address was handed out; the next step that waits for a call waits here.
    Offered(String),
    /// The step waits here, or waited.
    Awaited(String),
}

impl RecordedWaitpoint {
    pub fn id(&self) -> &str {
        match self {
            Self::Offered(id) | Self::Awaited(id) => id,
        }
    }
}

/// Inputs and outputs hold personal data, so they are not shown.
impl fmt::Debug for StepRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StepRecord")
            .field("step_type", &self.step_type)
            .field("status", &self.status)
            .field("duration_ms", &self.duration_ms)
            .field("tries", &self.tries)
            .field("continue_at", &self.continue_at)
            .finish_non_exhaustive()
    }
}

fn one() -> u32 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_one(tries: &u32) -> bool {
    *tries == 1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepType {
    PieceTrigger,
    Piece,
    Code,
    LoopOnItems,
    Router,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepStatus {
    Running,
    Succeeded,
    Failed,
    Paused,
    Stopped,
}

/// A record and the step that it is of: the unit that a driver commits. It replaces an earlier one
/// of the same path.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalEntry {
    pub path: StepPath,
    /// Shared with the run, which keeps its journal.
    pub record: Arc<StepRecord>,
}
