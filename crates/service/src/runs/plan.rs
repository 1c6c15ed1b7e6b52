//! Goes through a run in memory: what is to be written, and how the run stands then.

use std::{convert::Infallible, time::Duration};

use winfactor_flows::run::{
    FailedStep, JournalEntry, Next, Run, RunError, RunStatus, StepOutcome, StepRequest, Verdict,
};
use winfactor_store::{flow_run_steps::StepRow, inbox_messages::MessageRow};

use super::{
    NotRun, Version,
    perform::{Actor, Performed, perform},
    winfactor_actions,
};

/// What a part of a run comes to. It has no effect until it is written.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The records of the steps, in order; a later one replaces an earlier one of the same step.
    pub entries: Vec<JournalEntry>,
    pub messages: Vec<MessageRow>,
    pub end: End,
}

/// How a run stands after a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Finished(Verdict),
    /// Its next step is to be tried after this time.
    Waits(Duration),
    /// Its next step changes records: it goes on within a transaction.
    Acts,
}

impl Plan {
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
        Self::ends(failed_step)
    }

    /// Nothing more is done, and the run ends: its journal cannot be gone on with.
    pub(crate) fn stuck(reason: &RunError) -> Self {
        Self::ends(whole_flow(reason.to_string()))
    }

    fn ends(failed_step: FailedStep) -> Self {
        Plan {
            entries: Vec::new(),
            messages: Vec::new(),
            end: End::Finished(Verdict {
                status: RunStatus::InternalError,
                failed_step: Some(failed_step),
                steps_count: 0,
            }),
        }
    }

    /// The records as they are stored.
    pub(super) fn rows(&self, version: &Version) -> Vec<StepRow> {
        let row = |entry: &JournalEntry| StepRow {
            position: version.position(&entry.step_name),
            step_name: entry.step_name.clone(),
            record: serde_json::to_string(&entry.record)
                .expect("a record holds texts, numbers and JSON"),
        };
        self.entries.iter().map(row).collect()
    }
}

/// Goes on with a run until it is over, has to wait, or comes to a step that changes records.
pub(crate) fn plan(run: &mut Run, actor: &Actor<'_>) -> Plan {
    let before_acting = |_: &StepRequest| Ok::<_, Infallible>(None);
    match plan_with(run, actor, before_acting) {
        Ok(plan) => plan,
        Err(never) => match never {},
    }
}

/// The same, and `act` performs the steps that change records, or ends the part before one.
pub(crate) fn plan_with<E>(
    run: &mut Run,
    actor: &Actor<'_>,
    mut act: impl FnMut(&StepRequest) -> Result<Option<StepOutcome>, E>,
) -> Result<Plan, E> {
    let (mut entries, mut messages) = (Vec::new(), Vec::new());
    let end = loop {
        let request = match run.next_step() {
            Next::Record(entry) => {
                entries.push(entry);
                continue;
            }
            Next::Finished(verdict) => break End::Finished(verdict),
            Next::Perform(request) => request,
        };
        let performed = match winfactor_actions::performs(&request) {
            true => act(&request)?.map(|outcome| Performed {
                outcome,
                message: None,
            }),
            false => Some(perform(&request, actor)),
        };
        let Some(Performed { outcome, message }) = performed else {
            break End::Acts;
        };
        // The step's effect is the commit itself: there is no time to measure.
        match run.complete(&request.step_name, outcome, Duration::ZERO) {
            Ok(completion) => {
                entries.push(completion.entry);
                messages.extend(message);
                if let Some(wait) = completion.retry_after {
                    break End::Waits(wait);
                }
            }
            Err(error) => break Plan::stuck(&error).end,
        }
    };
    Ok(Plan {
        entries,
        messages,
        end,
    })
}

/// What is said of a run that failed as a whole.
fn whole_flow(message: String) -> FailedStep {
    FailedStep {
        name: String::new(),
        display_name: String::new(),
        message,
    }
}
