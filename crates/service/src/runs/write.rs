use std::time::Duration;

use winfactor_domain::{EventType, FlowId, FlowRunId, OrganizationId, Timestamp};
use winfactor_flows::run::{FailedStep, JournalEntry, Pause, RecordedWaitpoint, RunStatus};
use winfactor_store::{
    flow_run_steps::{self, StepRow},
    flow_run_waitpoints,
    flow_runs::{self, Standing},
    inbox_messages::{self, MessageRow},
};

use super::{End, Part, alert, rest::Rest};
use crate::{Result, Work};

/// How long a run belongs to the server that goes on with it, counted from its last record. An
/// effect takes less.
pub(super) const LEASE: Duration = Duration::from_secs(300);
/// How long a run waits for somebody to go on with it.
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The run that is written about.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunRef {
    pub organization: OrganizationId,
    pub id: FlowRunId,
    pub flow: FlowId,
    /// Unknown when the event is gone.
    pub event_type: Option<EventType>,
}

/// A [`Part`] in rows, made before the transaction so that the transaction is short.
#[derive(Debug)]
pub(super) struct Written {
    steps: Vec<StepRow>,
    messages: Vec<MessageRow>,
    waitpoints: Vec<RecordedWaitpoint>,
    pub status: RunStatus,
    failed_step: Option<FailedStep>,
    /// The same as JSON.
    pub failed_step_text: Option<String>,
    pub stands: Stands,
}

/// Whose a run is once its part is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stands {
    /// It is over.
    Over,
    /// Nobody's until this moment.
    RestsUntil(Timestamp),
    /// Nobody's until somebody calls its waitpoint.
    Awaits(Pause),
    /// Nobody's until its connection can be used.
    AwaitsConnection(Pause),
    /// It stays with this server, which goes on with it.
    GoesOn,
}

impl Written {
    pub(super) fn new(part: &mut Part) -> Self {
        let waitpoints = part.entries.iter();
        let waitpoints = waitpoints.filter_map(|entry| entry.record.waitpoint.clone());
        let waitpoints: Vec<_> = waitpoints.collect();
        let steps: Vec<_> = part.entries.iter().map(row).collect();
        let (status, failed_step, stands) = match &part.end {
            End::Finished(verdict) => (verdict.status, verdict.failed_step.clone(), Stands::Over),
            End::Waits(until) => (RunStatus::Running, None, Stands::RestsUntil(*until)),
            End::Paused(pause) => {
                let stands = match pause.resume_at_ms {
                    _ if pause.connection.is_some() => Stands::AwaitsConnection(pause.clone()),
                    Some(at) => Stands::RestsUntil(Timestamp(at)),
                    None => Stands::Awaits(pause.clone()),
                };
                (RunStatus::Paused, None, stands)
            }
            End::Effect(_) | End::More => (RunStatus::Running, None, Stands::GoesOn),
        };
        let text = |failed: &FailedStep| {
            serde_json::to_string(failed).expect("a failed step consists of texts")
        };
        Written {
            steps,
            messages: std::mem::take(&mut part.messages),
            waitpoints,
            status,
            failed_step_text: failed_step.as_ref().map(text),
            failed_step,
            stands,
        }
    }

    /// A step whose effect begins after the commit is recorded as begun with it.
    pub(super) fn with_started(mut self, entry: &JournalEntry) -> Self {
        self.steps.push(row(entry));
        self
    }

    /// The run goes on at once, but not here: another turn takes it up.
    pub(super) fn given_back(mut self, now: Timestamp) -> Self {
        if self.stands == Stands::GoesOn {
            self.stands = Stands::RestsUntil(now);
        }
        self
    }

    /// When the run is to be looked at again, and what it waits for until then.
    pub(super) fn rest(&self, work: &mut Work<'_, '_>, run: &RunRef) -> Result<Rest> {
        let due_at = match &self.stands {
            Stands::Over => None,
            Stands::RestsUntil(until) => Some(*until),
            Stands::GoesOn => Some(work.now + LEASE),
            Stands::AwaitsConnection(pause) => return Rest::for_connection(work, run, pause),
            Stands::Awaits(pause) => {
                let id = pause.waitpoint.as_deref().unwrap_or_default();
                let waitpoint = flow_run_waitpoints::get(work.tx, run.id, id)?;
                // Somebody was faster than the step that waits.
                let was_called = waitpoint.is_some_and(|waitpoint| waitpoint.used_at.is_some());
                Some(match was_called {
                    true => work.now,
                    false => work.now + LONGEST_PAUSE,
                })
            }
        };
        Ok(Rest {
            due_at,
            connection: None,
        })
    }

    /// Writes a part of a run that is this server's; false when it is not (any more), and then
    /// nothing is written.
    pub(super) fn progress(&self, work: &mut Work<'_, '_>, run: &RunRef) -> Result<bool> {
        let node = work.service().dispatcher().node();
        let (organization, id, now) = (run.organization, run.id, work.now);
        let status = self.status.as_str();
        let rest = self.rest(work, run)?;
        let is_ours = match (&self.stands, rest.due_at) {
            (Stands::GoesOn, Some(lease_end)) => {
                flow_runs::keep(work.tx, node, organization, id, status, lease_end)?
            }
            _ => {
                let standing = Standing {
                    status,
                    failed_step: self.failed_step_text.as_deref(),
                    due_at: rest.due_at,
                    awaited_connection: rest.awaited_connection(),
                };
                flow_runs::progress(work.tx, node, organization, id, standing, now)?
            }
        };
        if is_ours {
            self.write(work, run, &rest)?;
        }
        Ok(is_ours)
    }

    /// Writes the records, the messages, the waitpoints and, if a failure ended the run or it waits
    /// for somebody to connect again, the alert. The run itself is the caller's to write.
    pub(super) fn write(&self, work: &mut Work<'_, '_>, run: &RunRef, rest: &Rest) -> Result<()> {
        for step in &self.steps {
            flow_run_steps::put(work.tx, run.organization, run.id, step)?;
        }
        for message in &self.messages {
            inbox_messages::insert(work.tx, message)?;
        }
        if !self.messages.is_empty() {
            work.inbox_changed(run.organization);
        }
        for waitpoint in &self.waitpoints {
            let awaited_at = match waitpoint {
                RecordedWaitpoint::Offered(_) => None,
                RecordedWaitpoint::Awaited(_) => Some(work.now),
            };
            let (organization, id) = (run.organization, waitpoint.id());
            flow_run_waitpoints::put(work.tx, organization, run.id, id, awaited_at)?;
        }
        if self.stands != Stands::GoesOn && rest.due_at.is_some_and(|due_at| due_at <= work.now) {
            work.runs_due();
        }
        rest.tell(work, run)?;
        match &self.failed_step {
            Some(failed) => alert::raise(work, run, failed),
            None => Ok(()),
        }
    }
}

/// Keeps a run whose effect is written now; false when it is not this server's (any more).
pub(super) fn keep(work: &mut Work<'_, '_>, run: &RunRef) -> Result<bool> {
    let node = work.service().dispatcher().node();
    let (organization, id) = (run.organization, run.id);
    let (running, lease_end) = (RunStatus::Running.as_str(), work.now + LEASE);
    Ok(flow_runs::keep(
        work.tx,
        node,
        organization,
        id,
        running,
        lease_end,
    )?)
}

/// A record as it is stored.
pub(super) fn row(entry: &JournalEntry) -> StepRow {
    StepRow {
        path: entry.path.to_string(),
        record: serde_json::to_string(&*entry.record)
            .expect("a record holds texts, numbers and JSON"),
    }
}
