use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::{EndpointId, FlowId, Timestamp};
use winfactor_service::events::{self, Range};

use super::{TAG, redeliver::Redelivered};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    destination,
    error::{ApiError, Changing},
    reply::Reply,
    word::EventTypeWord,
};

/// Which events shall be sent again, and where to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct RangeInput {
    #[schema(value_type = Option<String>, example = "endpoint_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    endpoint_id: Option<EndpointId>,
    #[schema(value_type = Option<String>)]
    flow_id: Option<FlowId>,
    /// The earliest moment, in Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    since: Timestamp,
    /// The latest moment, in Unix milliseconds; now when left out.
    #[schema(value_type = Option<i64>, example = 1772442000000i64)]
    until: Option<Timestamp>,
    /// Only these; all when left out or empty.
    #[serde(default)]
    event_types: Vec<EventTypeWord>,
    /// Only those that did not arrive: given up, skipped, or never sent to this destination.
    #[serde(default)]
    only_missing: bool,
}

/// Send a range of events again
///
/// The events of a span of time, oldest first, to one endpoint or flow, also those from before it
/// existed. What is on its way is left alone; tests are left out.
#[utoipa::path(
    post, path = "/events/redeliver", operation_id = "redeliverEvents", tag = TAG,
    request_body = RangeInput,
    responses((status = 200, description = "They are due now.", body = Redelivered), Changing),
)]
pub(super) async fn redeliver_range(
    caller: Caller,
    JsonBody(input): JsonBody<RangeInput>,
) -> Result<Reply<Redelivered>, ApiError> {
    let service = caller.service();
    let range = Range {
        destination: destination::required(input.endpoint_id, input.flow_id)?,
        since: input.since,
        until: input.until.unwrap_or_else(|| service.now()),
        event_types: input.event_types.into_iter().map(|word| word.0).collect(),
        only_missing: input.only_missing,
    };
    let redelivered = events::redeliver_range(service, caller.organization, range).await?;
    Ok(Reply(Redelivered { redelivered }))
}
