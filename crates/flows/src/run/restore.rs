use std::sync::Arc;

use serde_json::Value;

use super::compiled::CompiledFlow;
use super::error::RunError;
use super::machine::Run;
use super::record::{JournalEntry, StepStatus};
use super::setup::RunSetup;

impl Run {
    /// Goes on with a run where its committed records end. Of each path the last record counts.
    /// Steps that ended are passed over; routers are evaluated and loops gone through again. A step
    /// of which it is not known what became is performed again, marked with
    /// [`super::StepRequest::may_have_happened`]. The time that the run may take begins anew.
    pub fn restore(
        flow: Arc<CompiledFlow>,
        trigger_output: Value,
        journal: impl IntoIterator<Item = JournalEntry>,
        setup: RunSetup,
    ) -> Result<Self, RunError> {
        let mut run = Self::before_its_trigger(flow, setup);
        for entry in journal {
            let name = entry.path.step_name();
            if *name != *run.flow.trigger.name && !run.flow.has_step(name) {
                return Err(RunError::UnknownStep { step: entry.path });
            }
            run.journal.restore(entry);
        }
        run.set_off(trigger_output);
        Ok(run)
    }

    /// Runs a failed run again from the steps that failed: those that succeeded are restored and
    /// not repeated, failed ones are forgotten and performed anew.
    pub fn retry_failed(
        flow: Arc<CompiledFlow>,
        trigger_output: Value,
        journal: impl IntoIterator<Item = JournalEntry>,
        setup: RunSetup,
    ) -> Result<Self, RunError> {
        let did_not_fail = |entry: &JournalEntry| entry.record.status != StepStatus::Failed;
        let journal = journal.into_iter().filter(did_not_fail);
        Self::restore(flow, trigger_output, journal, setup)
    }
}
