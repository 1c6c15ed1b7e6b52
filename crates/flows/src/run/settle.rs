//! What follows from the outcome of a step, whether it was made just now or is restored.

use std::sync::Arc;

use serde_json::Value;

use super::compiled::{ChainIndex, CompiledStep, StepKind};
use super::frame::Frame;
use super::journal::Journal;
use super::machine::{Current, Run};
use super::path::StepPath;
use super::record::{RecordedWaitpoint, StepRecord, StepStatus};
use super::retry::RetrySchedule;
use super::steps::step_value;
use super::verdict::{FailedStep, RunStatus, Verdict};

/// What is known of a try of a step when its outcome is.
#[derive(Debug)]
pub(super) struct Attempt {
    /// With secrets replaced.
    pub(super) input: Value,
    pub(super) tries: u32,
    pub(super) duration_ms: u64,
    /// See [`StepRecord::put_off`].
    pub(super) put_off: u32,
    /// See [`StepRecord::is_repeated`].
    pub(super) is_repeated: bool,
}

impl Attempt {
    pub(super) fn record(self, step: &CompiledStep, status: StepStatus) -> StepRecord {
        StepRecord {
            tries: self.tries,
            duration_ms: self.duration_ms,
            put_off: self.put_off,
            is_repeated: self.is_repeated,
            ..StepRecord::new(step.step_type(), status, self.input)
        }
    }
}

impl Run {
    pub(super) fn succeed(&mut self, current: &Current, attempt: Attempt, output: Value) {
        let flow = Arc::clone(&self.flow);
        let step = flow.step(current.step);
        let record = StepRecord {
            output: Some(output),
            ..attempt.record(step, StepStatus::Succeeded)
        };
        self.succeed_with(current, step, record);
    }

    pub(super) fn succeed_with(
        &mut self,
        current: &Current,
        step: &CompiledStep,
        record: StepRecord,
    ) {
        if let Some(record) = self.put(&current.path, &step.display_name, record) {
            self.settle_succeeded(current, step, &record);
        }
    }

    /// The try failed: another one follows, or the step has failed.
    pub(super) fn fail(&mut self, current: Current, attempt: Attempt, message: &str, now_ms: i64) {
        let flow = Arc::clone(&self.flow);
        let step = flow.step(current.step);
        let retries = step.error_handling.retry_on_failure;
        let wait = retries.then(|| RetrySchedule::wait_after(attempt.tries));
        if let Some(wait) = wait.flatten() {
            let wait_ms = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
            let record = StepRecord {
                error_message: Some(indented_if_json(message)),
                continue_at: Some(now_ms.saturating_add(wait_ms)),
                ..attempt.record(step, StepStatus::Running)
            };
            if self
                .put(&current.path, &step.display_name, record)
                .is_some()
            {
                self.current = Some(current);
            }
            return;
        }
        self.fail_for_good(&current, attempt, message);
    }

    /// The step has failed, whatever it says of further tries.
    pub(super) fn fail_for_good(&mut self, current: &Current, attempt: Attempt, message: &str) {
        let flow = Arc::clone(&self.flow);
        let step = flow.step(current.step);
        let record = StepRecord {
            error_message: Some(indented_if_json(message)),
            ..attempt.record(step, StepStatus::Failed)
        };
        self.put_failed(current, step, record);
    }

    /// Records the failure of a step that is not tried again.
    pub(super) fn put_failed(
        &mut self,
        current: &Current,
        step: &CompiledStep,
        record: StepRecord,
    ) {
        if let Some(record) = self.put(&current.path, &step.display_name, record) {
            self.settle_failed(current, step, &record);
        }
    }

    /// The try was not made yet; it is at this moment.
    pub(super) fn put_off(&mut self, current: Current, attempt: Attempt, at_ms: i64) {
        let flow = Arc::clone(&self.flow);
        let step = flow.step(current.step);
        let record = StepRecord {
            continue_at: Some(at_ms),
            ..attempt.record(step, StepStatus::Running)
        };
        let kept = self.put(&current.path, &step.display_name, record);
        if kept.is_some() {
            self.current = Some(current);
        }
    }

    pub(super) fn settle_succeeded(
        &mut self,
        current: &Current,
        step: &CompiledStep,
        record: &StepRecord,
    ) {
        if matches!(step.kind, StepKind::Piece(_) | StepKind::Code(_)) {
            self.steps_count += 1;
        }
        match &record.waitpoint {
            Some(RecordedWaitpoint::Offered(id)) => self.offered_waitpoint = Some(id.clone()),
            Some(RecordedWaitpoint::Awaited(_)) => self.offered_waitpoint = None,
            None => {}
        }
        self.note_in_iteration(&current.path, || step_value(record));
        self.show(step, record.output.clone().unwrap_or_default());
        if record.ends_run {
            self.end(RunStatus::Succeeded, None);
        } else {
            self.push_chain(step.on_success);
        }
    }

    /// The step leaves no output. The run ends, unless the step says that it goes on.
    pub(super) fn settle_failed(
        &mut self,
        current: &Current,
        step: &CompiledStep,
        record: &StepRecord,
    ) {
        if step.error_handling.continue_on_failure {
            self.note_in_iteration(&current.path, || step_value(record));
            self.push_chain(step.on_failure);
        } else {
            let message = record.error_message.clone().unwrap_or_default();
            self.end(RunStatus::Failed, Some(step.failed(message)));
        }
    }

    /// An error that no step catches but a router around it: that router fails. Without one, the
    /// run cannot be gone on with.
    pub(super) fn escape(&mut self, step: &CompiledStep, message: &str) {
        let flow = Arc::clone(&self.flow);
        let message = indented_if_json(message);
        let is_router = |frame: &Frame| matches!(frame, Frame::Router { .. });
        let Some(position) = self.frames.iter().rposition(is_router) else {
            return self.end(RunStatus::InternalError, Some(step.failed(message)));
        };
        // The innermost first, so that what a restart finds is the same whenever it comes.
        for frame in self.frames.split_off(position + 1).iter().rev() {
            self.record_position(frame);
        }
        if let Some(Frame::Router { path, step, .. }) = self.frames.pop() {
            let router = flow.step(step);
            if let Some(record) = self.journal.get(&path) {
                let failed = StepRecord {
                    status: StepStatus::Failed,
                    error_message: Some(message.clone()),
                    ..(**record).clone()
                };
                self.put(&path, &router.display_name, failed);
            }
            self.end(RunStatus::Failed, Some(router.failed(message)));
        }
    }

    /// Ends the run, unless it has ended.
    pub(super) fn end(&mut self, status: RunStatus, failed_step: Option<FailedStep>) {
        for frame in std::mem::take(&mut self.frames).iter().rev() {
            self.record_position(frame);
        }
        self.current = None;
        let steps_count = self.steps_count;
        self.verdict.get_or_insert(Verdict {
            status,
            failed_step,
            steps_count,
        });
    }

    /// Takes a record, to be committed, and gives it back as it is kept. Nothing, when it does not fit
    /// into the log: the step and the run have failed then.
    pub(super) fn put(
        &mut self,
        path: &StepPath,
        display_name: &str,
        record: StepRecord,
    ) -> Option<Arc<StepRecord>> {
        let step_type = record.step_type;
        let limit = self.limits.log_bytes;
        if self.journal.put(path, record, limit).is_ok() {
            return self.journal.get(path).cloned();
        }
        let kilobytes = self.limits.log_bytes / 1024;
        let message = format!("the inputs and outputs of the run are larger than {kilobytes} KiB");
        let failed = StepRecord {
            error_message: Some(message.clone()),
            ..StepRecord::new(step_type, StepStatus::Failed, Journal::TRUNCATED.into())
        };
        self.journal.put_whatever_its_size(path, failed);
        let failed_step = FailedStep {
            name: path.step_name().to_owned(),
            display_name: display_name.to_owned(),
            message,
        };
        self.end(RunStatus::LogSizeExceeded, Some(failed_step));
        None
    }

    /// Makes an output visible: inside a loop until the end of the iteration.
    pub(super) fn show(&mut self, step: &CompiledStep, output: Value) {
        if !self.loops.is_empty() {
            self.visible.push(Arc::clone(&step.name));
        }
        self.scope.insert(Arc::clone(&step.name), output);
    }

    fn push_chain(&mut self, chain: Option<ChainIndex>) {
        if let Some(chain) = chain {
            self.frames.push(Frame::Chain { chain, next: 0 });
        }
    }
}

/// A message that is JSON is kept indented.
fn indented_if_json(message: &str) -> String {
    match serde_json::from_str::<Value>(message) {
        Ok(json @ (Value::Object(_) | Value::Array(_))) => format!("{json:#}"),
        _ => message.to_owned(),
    }
}
