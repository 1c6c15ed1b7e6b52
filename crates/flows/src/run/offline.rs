//! A run from its beginning to its end in one go, where time passes as fast as it is needed: for
//! the command line, for trying a flow out, and for tests.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::pieces::webhook::Response;

use super::machine::{Next, Run};
use super::record::{JournalEntry, StepRecord};
use super::request::{StepOutcome, StepRequest};
use super::steps::{nested, step_value};
use super::verdict::{FailedStep, RunStatus};

/// How an offline run ended.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OfflineResult {
    /// `Paused` when it waits for a call.
    pub status: RunStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed_step: Option<FailedStep>,
    /// `{name: {type, status, output?, errorMessage?}}`, nested in loops.
    pub steps: Map<String, Value>,
    /// What the caller of the webhook was answered: `{status, headers, body}`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Value>,
}

/// Runs to the end. It begins at `now_ms`; waits and pauses by time move that on at once. What is to
/// be done outside is handed to `perform`, which may do it or make up an outcome.
pub fn run_offline(
    run: &mut Run,
    mut now_ms: i64,
    mut perform: impl FnMut(&StepRequest) -> StepOutcome,
) -> OfflineResult {
    let (status, failed_step) = loop {
        match run.next_step(now_ms) {
            Next::Record(_) => {}
            Next::Wait { until_ms } => now_ms = until_ms,
            Next::Perform(request) => {
                let outcome = perform(&request);
                let took = std::time::Duration::ZERO;
                if let Err(error) = run.complete(&request.path, outcome, took, now_ms) {
                    // The request is the one that was asked for, so that this cannot be.
                    let failed_step = FailedStep {
                        name: request.path.step_name().to_owned(),
                        display_name: request.step_display_name.to_string(),
                        message: error.to_string(),
                    };
                    break (RunStatus::InternalError, Some(failed_step));
                }
            }
            Next::Paused(pause) => match pause.resume_at_ms {
                // Here no connection comes to work.
                Some(at) if pause.connection.is_none() => now_ms = at,
                _ => break (RunStatus::Paused, None),
            },
            Next::Finished(verdict) => break (verdict.status, verdict.failed_step),
        }
    };
    OfflineResult {
        status,
        failed_step,
        steps: results(run.records()),
        responses: run.take_responses().iter().map(Response::output).collect(),
    }
}

fn results<'a>(journal: impl Iterator<Item = &'a JournalEntry>) -> Map<String, Value> {
    nested(journal, &|record: &StepRecord| {
        let mut value = step_value(record);
        value.retain(|key, _| key != "input" && key != "duration");
        value
    })
}
