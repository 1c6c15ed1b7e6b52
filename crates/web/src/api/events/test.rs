use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_domain::{EndpointId, EventId, FlowId};
use winfactor_service::{
    endpoints::{self, Trial},
    flows,
    outbox::Destination,
};

use super::TAG;
use crate::api::{
    body::JsonBody,
    caller::Caller,
    destination,
    error::{ApiError, Writing},
    reply::json,
    word::EventTypeWord,
};

/// What shall be sent to try a destination out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TestEventInput {
    event_type: EventTypeWord,
    #[schema(value_type = Option<String>, example = "endpoint_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    endpoint_id: Option<EndpointId>,
    #[schema(value_type = Option<String>)]
    flow_id: Option<FlowId>,
    /// Whether every optional part of the sample is null.
    #[serde(default)]
    sparse: bool,
}

/// A test event that is on its way.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct TestEventSent {
    /// `GET /events/{id}` tells what came of it.
    #[schema(value_type = String, example = "evt_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    pub(in crate::api) event_id: EventId,
}

/// Send a test event
///
/// Sends a sample, marked `"test": true`, to one endpoint or flow, whatever types it wants and
/// whether it is paused or not.
#[utoipa::path(
    post, path = "/events/test", operation_id = "sendTestEvent", tag = TAG,
    request_body = TestEventInput,
    responses((status = 202, description = "It is on its way.", body = TestEventSent), Writing),
)]
pub(super) async fn test(
    caller: Caller,
    JsonBody(input): JsonBody<TestEventInput>,
) -> Result<Response, ApiError> {
    let destination = destination::required(input.endpoint_id, input.flow_id)?;
    let trial = Trial {
        event_type: input.event_type.0,
        sparse: input.sparse,
    };
    let (service, organization) = (caller.service(), caller.organization);
    let event_id = match destination {
        Destination::Endpoint(id) => endpoints::test(service, organization, id, trial).await?,
        Destination::Flow(id) => flows::test(service, organization, id, trial).await?,
    };
    Ok(json(StatusCode::ACCEPTED, &TestEventSent { event_id }))
}
