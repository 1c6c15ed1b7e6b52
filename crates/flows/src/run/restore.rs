use std::sync::Arc;

use serde_json::Value;

use super::compiled::CompiledFlow;
use super::error::RunError;
use super::machine::{Progress, Run};
use super::record::{JournalEntry, StepRecord, StepStatus};

impl Run {
    /// Goes on with a run where its committed records end. Of each step the last record counts; one
    /// of the trigger is passed over. A step of which it is not known what became is performed
    /// again, marked with [`super::StepRequest::may_have_happened`].
    pub fn resume(
        flow: Arc<CompiledFlow>,
        trigger_output: Value,
        journal: impl IntoIterator<Item = JournalEntry>,
    ) -> Result<Self, RunError> {
        let mut run = Self::start(flow, trigger_output);
        let mut records: Vec<Option<StepRecord>> = vec![None; run.flow.steps.len()];
        for JournalEntry { step_name, record } in journal {
            if *step_name == *run.flow.trigger.name {
                continue;
            }
            let mut steps = run.flow.steps.iter();
            match steps.position(|step| *step.name == *step_name) {
                Some(position) => records[position] = Some(record),
                None => return Err(RunError::UnknownStep { step: step_name }),
            }
        }
        for (position, record) in records.into_iter().enumerate() {
            if let Some(record) = record {
                run.restore(position, record)?;
            }
        }
        Ok(run)
    }

    /// Runs a failed run again from the steps that failed: those that succeeded are restored and
    /// not repeated, failed ones are forgotten and performed anew.
    pub fn retry_failed(
        flow: Arc<CompiledFlow>,
        trigger_output: Value,
        journal: impl IntoIterator<Item = JournalEntry>,
    ) -> Result<Self, RunError> {
        let did_not_fail = |entry: &JournalEntry| entry.record.status != StepStatus::Failed;
        Self::resume(
            flow,
            trigger_output,
            journal.into_iter().filter(did_not_fail),
        )
    }

    fn restore(&mut self, position: usize, record: StepRecord) -> Result<(), RunError> {
        match record.status {
            StepStatus::Succeeded => {
                self.settle_succeeded(position, record.output.unwrap_or_default());
            }
            StepStatus::Failed => self.settle_failed(position, &record),
            StepStatus::Running => {
                // With a message the last try is known to have failed.
                let is_uncertain = record.error_message.is_none();
                self.progress[position] = Progress::Due {
                    failed_tries: record.tries.saturating_sub(u32::from(is_uncertain)),
                    is_uncertain,
                };
            }
            StepStatus::Paused | StepStatus::Stopped => {
                return Err(RunError::CannotResume {
                    step: self.flow.steps[position].name.to_string(),
                    status: record.status,
                });
            }
        }
        Ok(())
    }
}
