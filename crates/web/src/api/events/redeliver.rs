use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_domain::{EndpointId, EventId, FlowId};
use winfactor_service::events;

use super::TAG;
use crate::api::{
    body::JsonBody,
    caller::Caller,
    destination,
    error::{ApiError, Changing},
    id_path::PathId,
    reply::Reply,
};

/// Where an event shall be sent again; to all it was for when nothing is said.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct RedeliverInput {
    #[schema(value_type = Option<String>, example = "endpoint_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    endpoint_id: Option<EndpointId>,
    #[schema(value_type = Option<String>)]
    flow_id: Option<FlowId>,
}

/// What is sent again.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Redelivered {
    /// Deliveries that are due now.
    #[schema(example = 1)]
    pub(super) redelivered: u64,
}

/// Send an event again
///
/// The same id and the same bytes, with the next attempt number. While it is being tried, `409
/// already_in_flight`; to an endpoint that is stopped or a flow that is switched off, `409
/// destination_stopped`.
#[utoipa::path(
    post, path = "/events/{id}/redeliver", operation_id = "redeliverEvent", tag = TAG,
    params(("id" = String, Path, description = "The event's id.")),
    request_body = RedeliverInput,
    responses((status = 200, description = "It is due now.", body = Redelivered), Changing),
)]
pub(super) async fn redeliver(
    caller: Caller,
    PathId(id): PathId<EventId>,
    JsonBody(input): JsonBody<RedeliverInput>,
) -> Result<Reply<Redelivered>, ApiError> {
    let destination = destination::named(input.endpoint_id, input.flow_id)?;
    let service = caller.service();
    let redelivered = events::redeliver(service, caller.organization, id, destination).await?;
    Ok(Reply(Redelivered { redelivered }))
}
