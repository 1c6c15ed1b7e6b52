use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};

use super::record::{JournalEntry, StepRecord, StepStatus, StepType};

/// The effect that a run asks for: perform an action of a piece.
#[derive(Clone, PartialEq)]
pub struct StepRequest {
    pub step_name: Arc<str>,
    pub step_display_name: Arc<str>,
    pub piece_name: Arc<str>,
    pub piece_version: Arc<str>,
    pub action_name: Arc<str>,
    /// Resolved and converted.
    pub input: Map<String, Value>,
    /// Resolved, with secrets replaced: what may be kept and shown.
    pub censored_input: Value,
    /// 1 for the first try.
    pub attempt: u32,
    /// How long to wait after the failed try before.
    pub wait_before: Duration,
    /// The step was begun before a restart and its outcome is not known: the effect may have
    /// happened. Use an idempotency key, look, or show the step as uncertain.
    pub may_have_happened: bool,
}

impl StepRequest {
    /// The entry to commit before the effect, so that a restart knows of it.
    pub fn started(&self) -> JournalEntry {
        JournalEntry {
            step_name: self.step_name.to_string(),
            record: StepRecord {
                step_type: StepType::Piece,
                status: StepStatus::Running,
                input: self.censored_input.clone(),
                output: None,
                duration_ms: 0,
                error_message: None,
                tries: self.attempt,
            },
        }
    }
}

/// Inputs hold personal data and secrets, so they are not shown.
impl fmt::Debug for StepRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StepRequest")
            .field("step_name", &self.step_name)
            .field("piece_name", &self.piece_name)
            .field("action_name", &self.action_name)
            .field("attempt", &self.attempt)
            .field("wait_before", &self.wait_before)
            .field("may_have_happened", &self.may_have_happened)
            .finish_non_exhaustive()
    }
}

/// What became of the effect.
#[derive(Debug, Clone, PartialEq)]
pub enum StepOutcome {
    /// The output of the step.
    Succeeded(Value),
    /// A message for the person who built the flow. If it is JSON, it is kept indented.
    Failed(String),
}

/// What follows from an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Completion {
    /// The entry to commit; it replaces an earlier one of the same step.
    pub entry: JournalEntry,
    /// The step failed and is tried again after this time.
    pub retry_after: Option<Duration>,
}
