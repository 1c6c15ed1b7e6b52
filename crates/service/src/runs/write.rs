use winfactor_domain::{EventType, FlowId, FlowRunId, OrganizationId, Timestamp};
use winfactor_flows::run::{FailedStep, RunStatus};
use winfactor_store::{
    flow_run_steps::{self, StepRow},
    inbox_messages::{self, MessageRow},
};

use super::{End, Plan, Version, alert};
use crate::{Result, Work};

/// The run that is written about.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunRef {
    pub organization: OrganizationId,
    pub id: FlowRunId,
    pub flow: FlowId,
    /// Unknown when the event is gone.
    pub event_type: Option<EventType>,
}

/// A [`Plan`] in rows, made before the transaction so that the transaction is short.
#[derive(Debug)]
pub(super) struct Planned {
    steps: Vec<StepRow>,
    messages: Vec<MessageRow>,
    pub status: RunStatus,
    failed_step: Option<FailedStep>,
    /// The same as JSON.
    pub failed_step_text: Option<String>,
    /// When the run goes on; nothing when it is over.
    pub due_at: Option<Timestamp>,
}

impl Planned {
    /// Without a version nothing was performed.
    pub(super) fn new(plan: Plan, version: Option<&Version>, now: Timestamp) -> Self {
        let steps = version.map(|version| plan.rows(version));
        let (status, failed_step, due_at) = match plan.end {
            End::Finished(verdict) => (verdict.status, verdict.failed_step, None),
            End::Waits(wait) => (RunStatus::Running, None, Some(now + wait)),
            End::Acts => (RunStatus::Running, None, Some(now)),
        };
        let text = |failed: &FailedStep| {
            serde_json::to_string(failed).expect("a failed step consists of texts")
        };
        Planned {
            steps: steps.unwrap_or_default(),
            messages: plan.messages,
            status,
            failed_step_text: failed_step.as_ref().map(text),
            failed_step,
            due_at,
        }
    }

    /// Writes the records, the messages and, if a failure ended the run, the alert. The run itself
    /// is the caller's to write.
    pub(super) fn write(&self, work: &mut Work<'_, '_>, run: &RunRef) -> Result<()> {
        for step in &self.steps {
            flow_run_steps::put(work.tx, run.organization, run.id, step)?;
        }
        for message in &self.messages {
            inbox_messages::insert(work.tx, message)?;
        }
        if !self.messages.is_empty() {
            work.inbox_changed(run.organization);
        }
        if self.due_at.is_some_and(|due_at| due_at <= work.now) {
            work.runs_due();
        }
        match &self.failed_step {
            Some(failed) => alert::raise(work, run, failed),
            None => Ok(()),
        }
    }
}
