use std::collections::BTreeMap;

use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::EndpointId;
use winfactor_service::{
    endpoints::{self, EndpointPatch},
    outbox::EventFilter,
};

use super::{
    TAG,
    auth::AuthInput,
    resource::{FilterCondition, WebhookEndpointSaved},
};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
    nullable::nullable,
    reply::Reply,
};

/// What shall change about an endpoint; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct EndpointChanges {
    url: Option<String>,
    #[schema(max_length = 200)]
    description: Option<String>,
    /// Names; empty means all.
    #[schema(example = json!(["quote.accepted"]))]
    event_types: Option<Vec<String>>,
    /// Null means no conditions.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Vec<FilterCondition>>)]
    filter: Option<Option<EventFilter>>,
    /// Replaces all custom headers.
    headers: Option<BTreeMap<String, String>>,
    auth: Option<AuthInput>,
    /// Waits between tries, in seconds; null means the default.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Vec<u32>>, example = json!([5, 60, 3600]))]
    retry_schedule: Option<Option<Vec<u32>>>,
    /// From 1 to 64.
    max_in_flight: Option<u32>,
    /// From 1 to 1000; null means no limit.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<u32>)]
    max_per_second: Option<Option<u32>>,
    auto_pause: Option<bool>,
}

impl From<EndpointChanges> for EndpointPatch {
    fn from(changes: EndpointChanges) -> Self {
        EndpointPatch {
            url: changes.url,
            description: changes.description,
            event_types: changes.event_types,
            filter: changes.filter,
            headers: changes.headers.map(|headers| headers.into_iter().collect()),
            auth: changes.auth.map(Into::into),
            retry_schedule: changes.retry_schedule,
            max_in_flight: changes.max_in_flight,
            max_per_second: changes.max_per_second,
            auto_pause: changes.auto_pause,
        }
    }
}

/// Change a webhook endpoint
///
/// Changes settings; tries that are under way end as they began.
#[utoipa::path(
    patch, path = "/webhook-endpoints/{id}", operation_id = "updateWebhookEndpoint", tag = TAG,
    params(("id" = String, Path, description = "The endpoint's id.")),
    request_body = EndpointChanges,
    responses(
        (status = 200, description = "The endpoint as it now is.", body = WebhookEndpointSaved),
        Writing,
    ),
)]
pub(super) async fn update(
    caller: Caller,
    PathId(id): PathId<EndpointId>,
    JsonBody(changes): JsonBody<EndpointChanges>,
) -> Result<Reply<WebhookEndpointSaved>, ApiError> {
    let service = caller.service();
    let (endpoint, warning) =
        endpoints::update(service, caller.organization, id, changes.into()).await?;
    Ok(Reply(WebhookEndpointSaved {
        endpoint: endpoint.into(),
        warning,
    }))
}
