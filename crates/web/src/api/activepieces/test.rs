use axum::{extract::Path, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_domain::{EndpointId, EventId};
use winfactor_service::activepieces;

use super::TAG;
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    reply::json,
    word::EventTypeWord,
};

/// With what a flow shall be tried out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ActivePiecesTestInput {
    /// When left out, the first type that the flow's endpoint wants.
    event_type: Option<EventTypeWord>,
}

/// A test event on its way to ActivePieces.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActivePiecesTestSent {
    /// `GET /activepieces/flows/{id}/tests/{eventId}` tells what came of it.
    #[schema(value_type = String, example = "evt_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    event_id: EventId,
    /// The endpoint that sends it.
    #[schema(value_type = String, example = "endpoint_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    endpoint_id: EndpointId,
}

/// Try a flow at ActivePieces out
///
/// Sends a sample, marked `"test": true`, through the flow's endpoint. It starts a run there.
#[utoipa::path(
    post, path = "/activepieces/flows/{id}/test", operation_id = "testActivePiecesFlow", tag = TAG,
    params(("id" = String, Path, description = "The flow's id at ActivePieces.")),
    request_body = ActivePiecesTestInput,
    responses((status = 202, description = "It is on its way.", body = ActivePiecesTestSent), Changing),
)]
pub(super) async fn test(
    caller: Caller,
    Path(id): Path<String>,
    JsonBody(input): JsonBody<ActivePiecesTestInput>,
) -> Result<Response, ApiError> {
    let event_type = input.event_type.map(|word| word.0);
    let (service, organization) = (caller.service(), caller.organization);
    let sent = activepieces::test(service, organization, &id, event_type).await?;
    let (event_id, endpoint_id) = sent;
    let sent = ActivePiecesTestSent {
        event_id,
        endpoint_id,
    };
    Ok(json(StatusCode::ACCEPTED, &sent))
}
