use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is kept of a step of a run.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepRecord {
    #[serde(rename = "type")]
    pub step_type: StepType,
    pub status: StepStatus,
    /// The resolved input, with secrets replaced.
    pub input: Value,
    /// Absent unless the step succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Value>,
    /// How long the last try took, in milliseconds.
    #[serde(rename = "duration")]
    pub duration_ms: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// How often the step was begun. With status RUNNING and an error message, the last try failed
    /// and another one is due; without a message, it is not known what became of it.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub tries: u32,
}

/// Inputs and outputs hold personal data, so they are not shown.
impl fmt::Debug for StepRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StepRecord")
            .field("step_type", &self.step_type)
            .field("status", &self.status)
            .field("duration_ms", &self.duration_ms)
            .field("tries", &self.tries)
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepType {
    PieceTrigger,
    Piece,
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

/// A record and the step that it is of: the unit that a driver commits.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalEntry {
    pub step_name: String,
    pub record: StepRecord,
}
