use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use winfactor_domain::{ConnectionId, EventId, FlowId, FlowRunId, Timestamp};
use winfactor_service::runs::{
    FailedStep, PausingConnection, RunPause, RunStatus, RunSummary, RunView, StepStatus, StepType,
    StepView,
};

use crate::api::word::{EventTypeWord, Word};

/// How a run of a flow stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FlowRunListed {
    #[schema(value_type = String, example = "run_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: FlowRunId,
    #[schema(value_type = String, example = "flow_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    flow_id: FlowId,
    /// What the flow is called today; null when it was deleted.
    flow_name: Option<String>,
    /// The version of the flow that runs.
    #[schema(example = 1)]
    flow_revision: i64,
    /// The event that started it.
    #[schema(value_type = String, example = "evt_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    event_id: EventId,
    #[schema(value_type = FlowRunStatus)]
    status: RunStatus,
    /// What ended a failed run.
    failed_step: Option<FlowFailedStep>,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    started_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = Option<i64>)]
    finished_at: Option<Timestamp>,
    /// When its next step is tried, in Unix milliseconds, for a run that waits; for one that waits
    /// for a call or for somebody to connect again, when it gives up.
    #[schema(value_type = Option<i64>)]
    next_try_at: Option<Timestamp>,
}

/// A run with what each of its steps did.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FlowRun {
    #[serde(flatten)]
    run: FlowRunListed,
    /// The type of the event that started it; null when the event is no longer kept.
    event_type: Option<EventTypeWord>,
    /// How a paused run waits; null when it is not paused.
    pause: Option<FlowRunPause>,
    /// The trigger first. A step inside of a loop stands once for each iteration.
    steps: Vec<FlowRunStep>,
}

/// How a run is paused.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FlowRunPause {
    /// Unix milliseconds; null when the pause began before this was noted.
    #[schema(value_type = Option<i64>)]
    since: Option<Timestamp>,
    /// When it goes on, or gives up when nobody has called or connected again, in Unix
    /// milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    until: Timestamp,
    /// It waits for a call of its waitpoint, such as a followed approval link.
    awaits_call: bool,
    /// The connection that it waits for; it goes on by itself once that works.
    connection: Option<FlowRunPausingConnection>,
}

/// A connection that a run waits for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FlowRunPausingConnection {
    #[schema(value_type = String, example = "conn_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: ConnectionId,
    #[schema(example = "Slack of the office")]
    display_name: String,
    /// Why it cannot be used, for people.
    reason: String,
}

/// What a step did.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct FlowRunStep {
    /// By which expressions refer to it.
    #[schema(example = "step_1")]
    name: String,
    /// Which execution of the step: inside of loops with their iterations, counted from 0.
    #[schema(example = "loop_1[0].step_2")]
    path: String,
    /// How many loops and routers it stands inside of.
    #[schema(example = 0)]
    depth: usize,
    /// What people call it.
    #[schema(example = "Post to the inbox")]
    display_name: String,
    #[serde(rename = "type")]
    #[schema(value_type = FlowStepType)]
    step_type: StepType,
    #[schema(value_type = FlowStepStatus)]
    status: StepStatus,
    /// Its input with every placeholder filled in; secrets left out.
    input: Value,
    /// What later steps can refer to; null unless it succeeded.
    output: Option<Value>,
    /// How long its last try took, in milliseconds.
    duration_ms: u64,
    error_message: Option<String>,
    /// How often it was begun.
    tries: u32,
    /// It was sent again after a restart, because it was not known what had become of it: the
    /// receiver may have got it twice.
    is_repeated: bool,
}

/// The step that ended a run. Its names are empty when it was not a single step.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct FlowFailedStep {
    name: String,
    display_name: String,
    message: String,
}

/// How a run stands, in the words of ActivePieces.
#[derive(ToSchema)]
#[schema(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(
    dead_code,
    reason = "stands for the type of another crate in the OpenAPI document"
)]
pub(in crate::api) enum FlowRunStatus {
    Queued,
    Running,
    Paused,
    Succeeded,
    Failed,
    InternalError,
    Timeout,
    MemoryLimitExceeded,
    LogSizeExceeded,
    QuotaExceeded,
    Canceled,
}

/// The kind of a step.
#[derive(ToSchema)]
#[schema(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(
    dead_code,
    reason = "stands for the type of another crate in the OpenAPI document"
)]
enum FlowStepType {
    PieceTrigger,
    Piece,
    Code,
    LoopOnItems,
    Router,
}

/// How a step stands.
#[derive(ToSchema)]
#[schema(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(
    dead_code,
    reason = "stands for the type of another crate in the OpenAPI document"
)]
enum FlowStepStatus {
    Running,
    Succeeded,
    Failed,
    Paused,
    Stopped,
}

impl From<RunSummary> for FlowRunListed {
    fn from(run: RunSummary) -> Self {
        FlowRunListed {
            id: run.id,
            flow_id: run.flow,
            flow_name: run.flow_name,
            flow_revision: run.flow_revision,
            event_id: run.event,
            status: run.status,
            failed_step: run.failed_step.map(FlowFailedStep::from),
            started_at: run.started_at,
            finished_at: run.finished_at,
            next_try_at: run.next_try_at,
        }
    }
}

impl From<RunView> for FlowRun {
    fn from(view: RunView) -> Self {
        FlowRun {
            pause: view.pause().map(FlowRunPause::from),
            run: view.run.into(),
            event_type: view.event.map(|event| Word(event.event_type)),
            steps: view.steps.into_iter().map(FlowRunStep::from).collect(),
        }
    }
}

impl From<RunPause> for FlowRunPause {
    fn from(pause: RunPause) -> Self {
        FlowRunPause {
            since: pause.since,
            until: pause.until,
            awaits_call: pause.awaits_call,
            connection: pause.connection.map(FlowRunPausingConnection::from),
        }
    }
}

impl From<PausingConnection> for FlowRunPausingConnection {
    fn from(connection: PausingConnection) -> Self {
        FlowRunPausingConnection {
            id: connection.id,
            display_name: connection.display_name,
            reason: connection.reason,
        }
    }
}

impl From<StepView> for FlowRunStep {
    fn from(step: StepView) -> Self {
        let record = step.record;
        FlowRunStep {
            name: step.path.step_name().to_owned(),
            path: step.path.to_string(),
            depth: step.depth,
            display_name: step.display_name,
            step_type: record.step_type,
            status: record.status,
            input: record.input,
            output: record.output,
            duration_ms: record.duration_ms,
            error_message: record.error_message,
            tries: record.tries,
            is_repeated: record.is_repeated,
        }
    }
}

impl From<FailedStep> for FlowFailedStep {
    fn from(failed: FailedStep) -> Self {
        FlowFailedStep {
            name: failed.name,
            display_name: failed.display_name,
            message: failed.message,
        }
    }
}
