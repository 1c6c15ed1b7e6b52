use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::EndpointId;
use winfactor_service::activepieces::{Brought, Missing, Progress};

/// What came of bringing a flow to ActivePieces.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActivePiecesReport {
    /// `recipe:` or `flow:` and an id.
    #[schema(example = "recipe:submission-to-inbox")]
    source: String,
    name: String,
    project_id: String,
    /// Whether events start the flow from now on. Otherwise bring it again: it goes on from there.
    complete: bool,
    /// All of them, in order: `check`, `import`, `publish`, `endpoint`.
    steps: Vec<ActivePiecesStep>,
    /// What the flow needs and the server has not. Nothing is changed there before it has.
    missing: Vec<ActivePiecesMissing>,
    /// The flow there.
    #[schema(example = "gX4bR2mT9sK1vQ7wZ0nLc")]
    flow_id: Option<String>,
    webhook_url: Option<String>,
    /// The endpoint here that sends it our events; none for a trigger that registers itself.
    #[schema(value_type = Option<String>, example = "endpoint_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    endpoint_id: Option<EndpointId>,
}

/// A step of bringing a flow.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivePiecesStep {
    #[schema(value_type = String, example = "publish")]
    step: &'static str,
    /// `done`, `failed` or `not_done`.
    #[schema(value_type = String, example = "done")]
    state: &'static str,
    /// For people.
    #[schema(example = "published and switched on")]
    message: String,
}

/// Something that a flow needs and its server has not.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivePiecesMissing {
    /// `piece`, `piece_version`, `action`, `connection`, `broken_connection`, `no_connection`,
    /// `here_only`, `setting` or `customer_step`.
    #[schema(value_type = String, example = "connection")]
    kind: &'static str,
    /// The piece, the action, the connection's external id or the setting.
    #[schema(example = "slack-bot")]
    name: String,
    /// The numbers of the steps that need it; the trigger is 1.
    #[schema(example = json!([2]))]
    steps: Vec<usize>,
    /// What to do about it, for people.
    message: String,
}

impl From<Brought> for ActivePiecesReport {
    fn from(brought: Brought) -> Self {
        ActivePiecesReport {
            source: brought.source,
            name: brought.name,
            project_id: brought.project_id,
            complete: brought.complete,
            steps: brought.steps.into_iter().map(Into::into).collect(),
            missing: brought.missing.into_iter().map(Into::into).collect(),
            flow_id: brought.flow_id,
            webhook_url: brought.webhook_url,
            endpoint_id: brought.endpoint,
        }
    }
}

impl From<Progress> for ActivePiecesStep {
    fn from(progress: Progress) -> Self {
        ActivePiecesStep {
            step: progress.task.code(),
            state: progress.state.code(),
            message: progress.message,
        }
    }
}

impl From<Missing> for ActivePiecesMissing {
    fn from(missing: Missing) -> Self {
        ActivePiecesMissing {
            kind: missing.kind.code(),
            name: missing.name,
            steps: missing.steps,
            message: missing.message,
        }
    }
}
