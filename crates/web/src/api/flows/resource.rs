use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{FlowId, Timestamp};
use winfactor_service::flows::{self, Problem, Runs};

use crate::api::word::{EventTypeWord, Word};

/// An automation that WinFactor runs itself.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct Flow {
    #[schema(value_type = String, example = "flow_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: FlowId,
    #[schema(example = "New submission to the inbox")]
    name: String,
    /// Who looks after it; without anybody it cannot be switched on.
    #[schema(example = "Anna de Vries")]
    owner_name: Option<String>,
    /// What starts it. Empty means all.
    event_types: Vec<EventTypeWord>,
    enabled: bool,
    /// Raised by every change of what it does.
    #[schema(example = 1)]
    revision: i64,
    /// The trigger first, each step followed by the steps inside it.
    steps: Vec<FlowStep>,
    /// What keeps it from being switched on.
    #[schema(value_type = Vec<FlowProblem>)]
    problems: Vec<Problem>,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    updated_at: Timestamp,
}

/// A step of a flow.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FlowStep {
    /// The trigger is 1.
    #[schema(example = 2)]
    number: usize,
    /// By which expressions refer to it.
    #[schema(example = "step_1")]
    name: String,
    /// What people call it.
    #[schema(example = "Post to the inbox")]
    display_name: String,
    /// How many loops and routers it stands inside of.
    #[schema(example = 0)]
    depth: usize,
    /// It is passed over.
    skipped: bool,
    /// `here`, `activePiecesOnly`, `notYet` (not before its problems are solved) or `skipped`.
    #[schema(value_type = String, example = "here")]
    runs: Runs,
    /// ActivePieces cannot run it: its WinFactor piece has no such action.
    here_only: bool,
}

/// One thing that keeps a flow from running.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[allow(
    dead_code,
    reason = "stands for the type of another crate in the OpenAPI document"
)]
struct FlowProblem {
    /// The trigger is 1.
    #[schema(example = 2)]
    step_number: usize,
    #[schema(example = "step_1")]
    step_name: String,
    #[schema(example = "Post to the inbox")]
    step_display_name: String,
    /// A stable word for programs.
    #[schema(example = "input_missing")]
    code: String,
    /// A sentence for people.
    #[schema(example = "Title is missing")]
    message: String,
}

impl From<flows::Flow> for Flow {
    fn from(flow: flows::Flow) -> Self {
        let steps = flow.steps.into_iter().map(|step| FlowStep {
            number: step.number,
            name: step.name,
            display_name: step.display_name,
            depth: step.depth,
            skipped: step.skipped,
            runs: step.runs,
            here_only: step.here_only,
        });
        Flow {
            id: flow.id,
            name: flow.name,
            owner_name: flow.owner_name,
            event_types: flow.event_types.into_iter().map(Word).collect(),
            enabled: flow.enabled,
            revision: flow.revision,
            steps: steps.collect(),
            problems: flow.problems,
            created_at: flow.created_at,
            updated_at: flow.updated_at,
        }
    }
}
