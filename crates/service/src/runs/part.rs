//! Goes through a run in memory: what is to be written, and how the run stands then.

use std::{sync::Arc, time::Duration};

use winfactor_domain::Timestamp;
use winfactor_flows::run::{
    FailedStep, JournalEntry, Next, Pause, Run, RunError, RunStatus, StepRecord, StepRequest,
    StepType, Verdict,
};
use winfactor_store::inbox_messages::MessageRow;

use super::{
    NotRun,
    perform::{Actor, Performed, perform},
    write::LONGEST_PAUSE,
};

/// A part of a run. It has no effect until it is written.
#[derive(Debug)]
pub(crate) struct Part {
    /// The records of the steps; a later one replaces an earlier one of the same path.
    pub entries: Vec<JournalEntry>,
    pub messages: Vec<MessageRow>,
    pub end: End,
}

/// How a run stands after a part of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum End {
    Finished(Verdict),
    /// It goes on at this moment.
    Waits(Timestamp),
    Paused(Pause),
    /// Something is to be done outside, or in a transaction of its own.
    Effect(Box<StepRequest>),
    /// It goes on at once; what there is so far is enough for one transaction.
    More,
}

/// Records that are written at once, at most.
const LARGEST: usize = 500;

impl Part {
    /// Nothing is done, and the run ends: it cannot be run at all.
    pub(crate) fn not_run(reason: &NotRun) -> Self {
        let problem = match reason {
            NotRun::Problems(problems) => problems.problems.first(),
            NotRun::Missing | NotRun::EventMissing | NotRun::Format(_) => None,
        };
        let failed_step = match problem {
            Some(problem) => FailedStep {
                name: problem.step_name.clone(),
                display_name: problem.step_display_name.clone(),
                message: problem.message(),
            },
            None => whole_flow(reason.to_string()),
        };
        Self::ends(RunStatus::InternalError, failed_step)
    }

    /// Nothing more is done, and the run ends: its journal cannot be gone on with.
    pub(crate) fn stuck(reason: &RunError) -> Self {
        Self::ends(RunStatus::InternalError, whole_flow(reason.to_string()))
    }

    /// Nobody came for too long.
    pub(super) fn timed_out(pause: &Pause) -> Self {
        let days = LONGEST_PAUSE.as_secs() / 86_400;
        let message = match &pause.connection {
            Some(awaited) => {
                let reason = &awaited.reason;
                format!("nobody looked after its connection for {days} days: {reason}")
            }
            None => format!("nobody went on with the run for {days} days"),
        };
        let failed_step = FailedStep {
            name: pause.path.step_name().to_owned(),
            display_name: pause.path.step_name().to_owned(),
            message,
        };
        Self::ends(RunStatus::Timeout, failed_step)
    }

    /// Whether it waits for a connection that nobody has looked after for too long.
    pub(super) fn waits_in_vain(&self, now: Timestamp) -> Option<&Pause> {
        match &self.end {
            End::Paused(pause) if pause.connection.is_some() => {
                let since = Timestamp(pause.since_ms?);
                (now.since(since) >= LONGEST_PAUSE).then_some(pause)
            }
            _ => None,
        }
    }

    fn ends(status: RunStatus, failed_step: FailedStep) -> Self {
        Part {
            entries: Vec::new(),
            messages: Vec::new(),
            end: End::Finished(Verdict {
                status,
                failed_step: Some(failed_step),
                steps_count: 0,
            }),
        }
    }
}

/// Goes on with a run until it is over, has to wait, or comes to something that is not performed by
/// the commit of its record.
pub(crate) fn part(run: &mut Run, actor: &Actor<'_>) -> Part {
    let (mut entries, mut messages) = (Vec::new(), Vec::new());
    let now_ms = actor.now.0;
    let end = loop {
        if entries.len() >= LARGEST {
            break End::More;
        }
        match run.next_step(now_ms) {
            Next::Record(entry) => entries.push(without_trigger_output(entry)),
            Next::Finished(verdict) => break End::Finished(verdict),
            Next::Wait { until_ms } => break End::Waits(Timestamp(until_ms)),
            Next::Paused(pause) => break End::Paused(pause),
            Next::Perform(request) => match perform(&request, actor) {
                None => break End::Effect(Box::new(request)),
                Some(Performed { outcome, message }) => {
                    messages.extend(message);
                    // The step's effect is the commit itself: there is no time to measure.
                    if let Err(error) = run.complete(&request.path, outcome, Duration::ZERO, now_ms)
                    {
                        break Part::stuck(&error).end;
                    }
                }
            },
        }
    };
    // Nobody waits for an answer: what starts the runs are WinFactor's own events.
    drop(run.take_responses());
    Part {
        entries,
        messages,
        end,
    }
}

/// What the trigger gave stands in the event already.
fn without_trigger_output(entry: JournalEntry) -> JournalEntry {
    if entry.record.step_type != StepType::PieceTrigger {
        return entry;
    }
    let record = StepRecord {
        output: None,
        ..(*entry.record).clone()
    };
    JournalEntry {
        record: Arc::new(record),
        ..entry
    }
}

/// What is said of a run that failed as a whole.
fn whole_flow(message: String) -> FailedStep {
    FailedStep {
        name: String::new(),
        display_name: String::new(),
        message,
    }
}
