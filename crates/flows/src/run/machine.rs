use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::conversion::convert;
use crate::expressions::Scope;

use super::compiled::{CompiledFlow, CompiledStep};
use super::error::RunError;
use super::record::{JournalEntry, StepRecord, StepStatus, StepType};
use super::request::{Completion, StepOutcome, StepRequest};
use super::retry::RetrySchedule;
use super::verdict::{FailedStep, RunStatus, Verdict};

/// A run of a flow. See the module for the conversation with its driver.
pub struct Run {
    pub(super) flow: Arc<CompiledFlow>,
    pub(super) scope: Scope,
    /// Of each step of the flow, in order.
    pub(super) progress: Vec<Progress>,
    /// The step whose outcome is awaited, and its censored input.
    awaited: Option<(usize, Value)>,
    pub(super) steps_count: u32,
    /// Set when a failure ended the run.
    pub(super) failed_step: Option<FailedStep>,
}

/// What comes next in a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    Perform(StepRequest),
    Record(JournalEntry),
    Finished(Verdict),
}

/// How far a step has come.
#[derive(Debug, Clone, Copy)]
pub(super) enum Progress {
    /// To be performed.
    Due {
        failed_tries: u32,
        /// One more try was begun before a restart.
        is_uncertain: bool,
    },
    /// Nothing more happens in it.
    Settled,
}

impl Run {
    /// Begins a run for one output of the trigger.
    pub fn start(flow: Arc<CompiledFlow>, trigger_output: Value) -> Self {
        let mut scope = Scope::default();
        scope.insert(Arc::clone(&flow.trigger.name), trigger_output);
        let due = Progress::Due {
            failed_tries: 0,
            is_uncertain: false,
        };
        Self {
            progress: vec![due; flow.steps.len()],
            flow,
            scope,
            awaited: None,
            steps_count: 0,
            failed_step: None,
        }
    }

    /// The record of the trigger, for the log of the run.
    pub fn trigger_entry(&self) -> JournalEntry {
        let trigger = &self.flow.trigger;
        JournalEntry {
            step_name: trigger.name.to_string(),
            record: StepRecord {
                step_type: StepType::PieceTrigger,
                status: StepStatus::Succeeded,
                input: trigger.input.clone(),
                output: self.scope.output(&trigger.name).cloned(),
                duration_ms: 0,
                error_message: None,
                tries: 1,
            },
        }
    }

    /// What comes next. Asking again before the step was completed gives the same answer.
    pub fn next_step(&mut self) -> Next {
        let flow = Arc::clone(&self.flow);
        let Some((position, failed_tries, is_uncertain)) = self.first_due() else {
            return Next::Finished(self.verdict());
        };
        let step = &flow.steps[position];
        let mut input = step.resolve_input(&self.scope);
        let censored_input = Value::Object(input.clone());
        if let Err(message) = convert(&mut input, &step.definition.props) {
            // Another try would resolve to the same input, so there is none.
            let record = StepRecord {
                error_message: Some(message),
                ..record(
                    StepStatus::Failed,
                    censored_input,
                    Duration::ZERO,
                    failed_tries + 1,
                )
            };
            self.settle_failed(position, &record);
            return Next::Record(step.entry(record));
        }
        self.awaited = Some((position, censored_input.clone()));
        Next::Perform(StepRequest {
            step_name: Arc::clone(&step.name),
            step_display_name: Arc::clone(&step.display_name),
            piece_name: Arc::clone(&step.piece_name),
            piece_version: Arc::clone(&step.piece_version),
            action_name: Arc::clone(&step.action_name),
            input,
            censored_input,
            attempt: failed_tries + 1,
            wait_before: RetrySchedule::wait_after(failed_tries).unwrap_or_default(),
            may_have_happened: is_uncertain,
        })
    }

    /// Takes the outcome of the step that was asked for, and how long it took.
    pub fn complete(
        &mut self,
        step_name: &str,
        outcome: StepOutcome,
        took: Duration,
    ) -> Result<Completion, RunError> {
        let flow = Arc::clone(&self.flow);
        let name_of = |position: usize| &*flow.steps[position].name;
        let is_awaited = |(position, _): &mut (usize, Value)| name_of(*position) == step_name;
        let Some((position, input)) = self.awaited.take_if(is_awaited) else {
            let awaited = self.awaited.as_ref();
            return Err(RunError::NotAwaited {
                step: step_name.to_owned(),
                awaited: awaited.map(|(position, _)| name_of(*position).to_owned()),
            });
        };
        let step = &flow.steps[position];
        let tries = match self.progress[position] {
            Progress::Due { failed_tries, .. } => failed_tries + 1,
            Progress::Settled => 1,
        };
        let mut retry_after = None;
        let mut record = record(StepStatus::Succeeded, input, took, tries);
        match outcome {
            StepOutcome::Succeeded(output) => {
                record.output = Some(output.clone());
                self.settle_succeeded(position, output);
            }
            StepOutcome::Failed(message) => {
                record.error_message = Some(indented_if_json(message));
                if step.error_handling.retry_on_failure {
                    retry_after = RetrySchedule::wait_after(tries);
                }
                if retry_after.is_some() {
                    record.status = StepStatus::Running;
                    self.progress[position] = Progress::Due {
                        failed_tries: tries,
                        is_uncertain: false,
                    };
                } else {
                    record.status = StepStatus::Failed;
                    self.settle_failed(position, &record);
                }
            }
        }
        Ok(Completion {
            entry: step.entry(record),
            retry_after,
        })
    }

    /// The first step to be performed, unless a failure ended the run.
    fn first_due(&self) -> Option<(usize, u32, bool)> {
        if self.failed_step.is_some() {
            return None;
        }
        let mut progress = self.progress.iter().enumerate();
        progress.find_map(|(position, progress)| match progress {
            Progress::Due {
                failed_tries,
                is_uncertain,
            } => Some((position, *failed_tries, *is_uncertain)),
            Progress::Settled => None,
        })
    }

    pub(super) fn settle_succeeded(&mut self, position: usize, output: Value) {
        self.progress[position] = Progress::Settled;
        self.steps_count += 1;
        let name = Arc::clone(&self.flow.steps[position].name);
        self.scope.insert(name, output);
    }

    /// The step leaves no output. The run ends, unless the step says that it goes on.
    pub(super) fn settle_failed(&mut self, position: usize, record: &StepRecord) {
        self.progress[position] = Progress::Settled;
        let step = &self.flow.steps[position];
        if !step.error_handling.continue_on_failure {
            self.failed_step = Some(FailedStep {
                name: step.name.to_string(),
                display_name: step.display_name.to_string(),
                message: record.error_message.clone().unwrap_or_default(),
            });
        }
    }

    fn verdict(&self) -> Verdict {
        Verdict {
            status: match self.failed_step {
                Some(_) => RunStatus::Failed,
                None => RunStatus::Succeeded,
            },
            failed_step: self.failed_step.clone(),
            steps_count: self.steps_count,
        }
    }
}

impl CompiledStep {
    fn entry(&self, record: StepRecord) -> JournalEntry {
        JournalEntry {
            step_name: self.name.to_string(),
            record,
        }
    }
}

fn record(status: StepStatus, input: Value, took: Duration, tries: u32) -> StepRecord {
    StepRecord {
        step_type: StepType::Piece,
        status,
        input,
        output: None,
        duration_ms: took.as_millis().try_into().unwrap_or(u64::MAX),
        error_message: None,
        tries,
    }
}

fn indented_if_json(message: String) -> String {
    match serde_json::from_str::<Value>(&message) {
        Ok(json @ (Value::Object(_) | Value::Array(_))) => format!("{json:#}"),
        _ => message,
    }
}

/// Outputs hold personal data, so only the progress is shown.
impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run")
            .field("flow", &self.flow.display_name())
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}
