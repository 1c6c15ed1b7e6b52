use std::time::Duration;

use winfactor_domain::{Locale, Timestamp};
use winfactor_service::{
    flows::{self, Flow, RecipeSummary},
    runs::{RunStatus, RunSummary},
};

use crate::view::{
    RunState,
    app::{FlowRunView, FlowView, RecipeView},
};

pub(super) fn flow_view(flow: Flow, last_runs: Vec<FlowRunView>) -> FlowView {
    FlowView {
        id: flow.id,
        name: flow.name,
        owner: flow.owner_name,
        event_types: flow.event_types,
        enabled: flow.enabled,
        last_runs,
    }
}

pub(super) fn run_view(run: &RunSummary) -> FlowRunView {
    FlowRunView {
        id: run.id,
        event: run.event,
        event_type: run.event_type,
        test: run.test,
        state: run_state(run),
        started_at: run.started_at,
        took: run.finished_at.map(|end| between(run.started_at, end)),
    }
}

fn between(start: Timestamp, end: Timestamp) -> Duration {
    end.since(start)
}

fn run_state(run: &RunSummary) -> RunState {
    match run.status {
        RunStatus::Paused => RunState::Waiting,
        RunStatus::Queued | RunStatus::Running if run.next_try_at.is_some() => RunState::Waiting,
        RunStatus::Queued | RunStatus::Running => RunState::Running,
        RunStatus::Succeeded => RunState::Succeeded,
        RunStatus::Canceled => RunState::Stopped,
        RunStatus::Failed
        | RunStatus::InternalError
        | RunStatus::Timeout
        | RunStatus::MemoryLimitExceeded
        | RunStatus::LogSizeExceeded
        | RunStatus::QuotaExceeded => RunState::Failed,
    }
}

/// The ready-made flows, in the reader's language.
pub(super) fn recipes(locale: Locale) -> Vec<RecipeView> {
    flows::recipes(locale)
        .into_iter()
        .map(recipe_view)
        .collect()
}

/// The ready-made flow to begin with.
pub(in crate::ui) fn recommended(locale: Locale) -> Option<RecipeView> {
    let recipes = flows::recipes(locale).into_iter();
    recipes.map(recipe_view).find(|recipe| recipe.recommended)
}

pub(super) fn recipe_view(recipe: RecipeSummary) -> RecipeView {
    RecipeView {
        id: recipe.id,
        name: recipe.name,
        summary: recipe.summary,
        occasion: recipe.occasion_name.to_owned(),
        channel: recipe.channel_name.to_owned(),
        recommended: recipe.recommended,
    }
}
