use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value};

use super::path::StepPath;
use super::record::{AwaitedConnection, JournalEntry, StepRecord, StepStatus, StepType};
use crate::expressions::fence::without_fences;

/// The effect that a run asks for: perform an action of a piece.
#[derive(Clone, PartialEq)]
pub struct StepRequest {
    pub path: StepPath,
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
    /// The step was begun before a restart and its outcome is not known: the effect may have
    /// happened. Use an idempotency key, look, or show the step as uncertain.
    pub may_have_happened: bool,
    pub settings: Arc<StepSettings>,
    /// How often it was put off because its receiver asked to wait.
    pub put_off: u32,
    /// What is left of the run's time. An effect that takes longer is to be given up.
    pub time_left: Duration,
}

/// What the settings of a step say beside its input; the same for each time that it is performed.
#[derive(Debug, Default, PartialEq)]
pub struct StepSettings {
    /// The external ids of the connections that its `auth` input names.
    pub connections: BTreeSet<String>,
    /// What the members of its dynamic inputs were called when the step was built, by input and
    /// member: the headers of a sheet's columns, for example.
    pub member_names: BTreeMap<String, Map<String, Value>>,
}

impl StepRequest {
    /// The input for people to read, without the marks that only its piece understands. Secrets are
    /// in it.
    pub fn readable_input(&self) -> Map<String, Value> {
        let inputs = self.input.iter();
        inputs
            .map(|(name, value)| (name.clone(), without_fences(value.clone())))
            .collect()
    }

    /// The entry to commit before the effect, so that a restart knows of it.
    pub fn started(&self) -> JournalEntry {
        self.entry(StepStatus::Running, None)
    }

    /// The entry of its success, for an effect that is committed together with it. The run gives the
    /// same one once it is told.
    pub fn succeeded(&self, output: Value) -> JournalEntry {
        self.entry(StepStatus::Succeeded, Some(output))
    }

    fn entry(&self, status: StepStatus, output: Option<Value>) -> JournalEntry {
        let input = self.censored_input.clone();
        JournalEntry {
            path: self.path.clone(),
            record: Arc::new(StepRecord {
                output,
                tries: self.attempt,
                put_off: self.put_off,
                is_repeated: self.may_have_happened,
                ..StepRecord::new(StepType::Piece, status, input)
            }),
        }
    }
}

/// Inputs hold personal data and secrets, so they are not shown.
impl fmt::Debug for StepRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StepRequest")
            .field("path", &self.path)
            .field("piece_name", &self.piece_name)
            .field("action_name", &self.action_name)
            .field("attempt", &self.attempt)
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
    /// The same, when another try is of no use before a person has done something.
    FailedForGood(String),
    /// Nothing happened yet, and nothing failed: the step is to be performed at this moment, in
    /// milliseconds since 1970. It counts as the same try.
    Later {
        at_ms: i64,
        /// The receiver refused it for now; otherwise it only waits for its turn.
        was_refused: bool,
    },
    /// The receiver did not take the connection, and did nothing. The step waits until it can be used
    /// and is then performed as the same try.
    AwaitsConnection {
        connection: AwaitedConnection,
        /// When to look again, in milliseconds since 1970; nothing when somebody has to do
        /// something first.
        look_again_at_ms: Option<i64>,
    },
}
