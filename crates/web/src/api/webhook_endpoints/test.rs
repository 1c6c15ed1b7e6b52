use axum::{http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::{EndpointId, EventType};
use winfactor_service::endpoints::{self, Trial};

use super::TAG;
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Writing},
    events::TestEventSent,
    id_path::PathId,
    reply::json,
    word::EventTypeWord,
};

/// What shall be sent to try the endpoint out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TestInput {
    /// `submission.created` when left out.
    event_type: Option<EventTypeWord>,
    /// Whether every optional part of the sample is null.
    #[serde(default)]
    sparse: bool,
}

/// Test a webhook endpoint
///
/// Sends it a sample, marked `"test": true`, whatever types it wants and whether it is paused or
/// not.
#[utoipa::path(
    post, path = "/webhook-endpoints/{id}/test", operation_id = "testWebhookEndpoint", tag = TAG,
    params(("id" = String, Path, description = "The endpoint's id.")),
    request_body = TestInput,
    responses((status = 202, description = "It is on its way.", body = TestEventSent), Writing),
)]
pub(super) async fn test(
    caller: Caller,
    PathId(id): PathId<EndpointId>,
    JsonBody(input): JsonBody<TestInput>,
) -> Result<Response, ApiError> {
    let trial = Trial {
        event_type: input
            .event_type
            .map_or(EventType::SubmissionCreated, |word| word.0),
        sparse: input.sparse,
    };
    let event_id = endpoints::test(caller.service(), caller.organization, id, trial).await?;
    Ok(json(StatusCode::ACCEPTED, &TestEventSent { event_id }))
}
