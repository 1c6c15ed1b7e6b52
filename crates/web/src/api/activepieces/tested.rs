use axum::extract::Path;
use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::EventId;
use winfactor_service::activepieces::{self, FailedStep, RunThere, TestResult};

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Changing},
    reply::Reply,
};

/// What is known of a test event by now.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActivePiecesTestResult {
    /// `on_its_way`, `accepted` (the server took it, no more) or `refused`.
    #[schema(value_type = String, example = "accepted")]
    arrival: &'static str,
    /// The run that got the event, once there is one.
    run: Option<ActivePiecesRun>,
    /// Whether nothing more is to come; otherwise ask again.
    finished: bool,
    /// For people.
    #[schema(example = "the run succeeded")]
    message: String,
}

/// A run at ActivePieces.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivePiecesRun {
    id: String,
    /// In ActivePieces' words.
    #[schema(example = "SUCCEEDED")]
    status: String,
    failed_step: Option<ActivePiecesFailedStep>,
}

/// Where a run at ActivePieces failed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivePiecesFailedStep {
    #[schema(example = "step_1")]
    name: String,
    #[schema(example = "Send a message to Slack")]
    display_name: String,
    message: Option<String>,
}

impl From<TestResult> for ActivePiecesTestResult {
    fn from(result: TestResult) -> Self {
        ActivePiecesTestResult {
            arrival: result.arrival.code(),
            run: result.run.map(Into::into),
            finished: result.finished,
            message: result.message,
        }
    }
}

impl From<RunThere> for ActivePiecesRun {
    fn from(run: RunThere) -> Self {
        ActivePiecesRun {
            id: run.id,
            status: run.status,
            failed_step: run.failed_step.map(Into::into),
        }
    }
}

impl From<FailedStep> for ActivePiecesFailedStep {
    fn from(step: FailedStep) -> Self {
        ActivePiecesFailedStep {
            name: step.name,
            display_name: step.display_name,
            message: step.message,
        }
    }
}

/// Get what came of a test at ActivePieces
///
/// Whether the test event arrived, and the run that got it. Until `finished`, ask again.
#[utoipa::path(
    get, path = "/activepieces/flows/{id}/tests/{eventId}", operation_id = "getActivePiecesTest",
    tag = TAG,
    params(
        ("id" = String, Path, description = "The flow's id at ActivePieces."),
        ("eventId" = String, Path, description = "The test event's id."),
    ),
    responses((status = 200, description = "What is known.", body = ActivePiecesTestResult), Changing),
)]
pub(super) async fn tested(
    caller: Caller,
    Path((flow, event)): Path<(String, String)>,
) -> Result<Reply<ActivePiecesTestResult>, ApiError> {
    let event: EventId = event
        .parse()
        .map_err(|_| ApiError::not_found("an event's id begins with \"evt_\""))?;
    let (service, organization) = (caller.service(), caller.organization);
    let result = activepieces::tested(service, organization, &flow, event).await?;
    Ok(Reply(result.into()))
}
