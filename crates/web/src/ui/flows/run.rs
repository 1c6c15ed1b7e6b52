use std::time::Duration;

use axum::response::Response;
use winfactor_domain::FlowRunId;
use winfactor_service::{
    ServiceError,
    runs::{self, RunStatus, StepPath, StepRecord, StepStatus, StepType},
};

use super::views::run_view;
use crate::{
    page_error::PageError,
    ui::{
        answer::{page, see_with},
        desk::Desk,
        path_id::PathId,
        posted::Posted,
    },
    view::{
        Notice, StepState,
        app::{FlowRunPage, StepView, flow_run_page},
        routes,
    },
};

/// One run with its journal.
pub(super) async fn show(desk: Desk, PathId(id): PathId<FlowRunId>) -> Result<Response, PageError> {
    let found = runs::get(desk.service(), desk.id(), id).await?;
    let pause = found.pause();
    let run = &found.run;
    let flow_id = run.flow.to_string();
    let is_over = run.status.is_terminal();
    let steps = found.steps.into_iter();
    let steps: Vec<_> = steps.map(|step| view(step, is_over)).collect();
    // What one step said stands beside that step.
    let failure = run
        .failed_step
        .as_ref()
        .filter(|failed| failed.name.is_empty());
    Ok(page(flow_run_page(&FlowRunPage {
        frame: desk.frame(),
        flow: run.flow,
        flow_name: run.flow_name.as_deref().unwrap_or(&flow_id),
        run: &run_view(run),
        next_at: run.next_try_at.filter(|_| run.status == RunStatus::Running),
        pause: pause.as_ref(),
        failure: failure.map(|failed| failed.message.as_str()),
        steps: &steps,
    })))
}

fn view(step: runs::StepView, is_over: bool) -> StepView {
    let record = step.record;
    let is_trigger = record.step_type == StepType::PieceTrigger;
    StepView {
        name: step.path.step_name().to_owned(),
        iteration: iteration(&step.path),
        display_name: step.display_name,
        state: state(&record, is_over),
        depth: step.depth,
        took: (record.duration_ms > 0).then(|| Duration::from_millis(record.duration_ms)),
        attempts: record.tries,
        repeated: record.is_repeated,
        // What the trigger gave is its output; it has no input that anybody typed.
        input: (!is_trigger).then(|| indented(&record.input)),
        output: record.output.as_ref().map(indented),
        error: record.error_message,
    }
}

/// The round of each loop around a step as people count, the outermost first: `2` or `2.1`.
fn iteration(path: &StepPath) -> Option<String> {
    let rounds = path.iterations().iter();
    let rounds: Vec<_> = rounds
        .map(|round| (u64::from(round.index) + 1).to_string())
        .collect();
    (!rounds.is_empty()).then(|| rounds.join("."))
}

/// A step that was begun and of which nothing more was noted may have had its effect.
fn state(record: &StepRecord, is_over: bool) -> StepState {
    match record.status {
        StepStatus::Running if !record.is_uncertain() => StepState::Waiting,
        StepStatus::Running if is_over => StepState::Uncertain,
        StepStatus::Running => StepState::Running,
        StepStatus::Paused => StepState::Waiting,
        StepStatus::Succeeded | StepStatus::Stopped => StepState::Succeeded,
        StepStatus::Failed => StepState::Failed,
    }
}

fn indented(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string())
}

/// Goes on with a run from the step that failed.
pub(super) async fn retry(
    PathId(id): PathId<FlowRunId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let address = routes::flow_run(id);
    match runs::retry(posted.service(), posted.organization(), id).await {
        Ok(_) => Ok(see_with(&address, Notice::RunRetried)),
        // It goes on already, or somebody else was quicker.
        Err(ServiceError::Conflict {
            code: "run_not_failed",
            ..
        }) => Ok(see_with(&address, Notice::InFlight)),
        Err(ServiceError::Conflict {
            code: "flow_deleted",
            ..
        }) => Ok(see_with(&address, Notice::ReceiverStopped)),
        Err(error) => Err(error.into()),
    }
}
