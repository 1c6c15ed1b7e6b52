use std::collections::BTreeMap;

use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_service::{
    endpoints::{self, Created, EndpointInput},
    outbox::EventFilter,
};

use super::{
    TAG,
    auth::AuthInput,
    resource::{FilterCondition, WebhookEndpointSaved},
};
use crate::api::{
    caller::Caller,
    creation::{Creation, IdempotencyHeader, created_sealed},
    error::{ApiError, Creating},
    nullable::nullable,
};

/// An endpoint that is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct NewEndpoint {
    /// `https`, or `http` where the operator allows it.
    #[serde(default)]
    #[schema(
        required,
        example = "https://cloud.activepieces.com/api/v1/webhooks/gX4bR2mT9sK1vQ7wZ0nLc"
    )]
    url: String,
    #[serde(default)]
    #[schema(max_length = 200, example = "ActivePieces: new submission to Slack")]
    description: String,
    /// Names; all when left out or empty.
    #[serde(default)]
    #[schema(example = json!(["submission.created", "quote.accepted"]))]
    event_types: Vec<String>,
    /// Conditions on the payload, all of which must hold.
    #[schema(value_type = Option<Vec<FilterCondition>>)]
    filter: Option<EventFilter>,
    /// Custom headers of every delivery. They are kept encrypted and never shown again.
    #[serde(default)]
    #[schema(example = json!({"X-Team": "sales"}))]
    headers: BTreeMap<String, String>,
    auth: Option<AuthInput>,
    /// Waits between tries, in seconds; the default when left out. An empty list means a single try.
    #[schema(max_items = 30, example = json!([5, 60, 3600]))]
    retry_schedule: Option<Vec<u32>>,
    /// Tries at the same time, from 1 to 64; when left out 16, for an address of ActivePieces 2.
    max_in_flight: Option<u32>,
    /// Tries a second, from 1 to 1000; null means no limit. When left out, 10 for an address of
    /// ActivePieces, whose server takes in more than it runs, and no limit for any other.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<u32>)]
    max_per_second: Option<Option<u32>>,
    /// Whether it is paused after it has failed for half a day; true when left out.
    auto_pause: Option<bool>,
}

/// A new endpoint with its signing secret.
#[derive(Serialize, ToSchema)]
pub(super) struct EndpointCreated {
    #[serde(flatten)]
    saved: WebhookEndpointSaved,
    /// Verifies the signatures. Shown this once.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    secret: String,
}

impl From<NewEndpoint> for EndpointInput {
    fn from(new: NewEndpoint) -> Self {
        EndpointInput {
            url: new.url,
            description: new.description,
            event_types: new.event_types,
            filter: new.filter,
            headers: new.headers.into_iter().collect(),
            auth: new.auth.map(Into::into).unwrap_or_default(),
            retry_schedule: new.retry_schedule,
            max_in_flight: new.max_in_flight,
            max_per_second: new.max_per_second,
            auto_pause: new.auto_pause,
        }
    }
}

impl EndpointCreated {
    fn of(created: &Created) -> Self {
        EndpointCreated {
            saved: WebhookEndpointSaved {
                endpoint: created.endpoint.clone().into(),
                warning: created.warning,
            },
            secret: created.secret.expose().to_owned(),
        }
    }
}

/// Create a webhook endpoint
///
/// Events are sent to it from now on, signed with the `secret` that this answer alone shows. Of an
/// address of ActivePieces is told what is known of the flow behind it; no run is started for that.
#[utoipa::path(
    post, path = "/webhook-endpoints", operation_id = "createWebhookEndpoint", tag = TAG,
    params(IdempotencyHeader), request_body = NewEndpoint,
    responses((status = 201, description = "The endpoint.", body = EndpointCreated), Creating),
)]
pub(super) async fn create(
    caller: Caller,
    Creation { body, once }: Creation<NewEndpoint>,
) -> Result<Response, ApiError> {
    let service = caller.service();
    let (once, sealed) = once.sealed(service, answer);
    let made = endpoints::create_once(service, caller.organization, body.into(), once).await?;
    created_sealed(made, &sealed, answer)
}

fn answer(created: &Created) -> (StatusCode, EndpointCreated) {
    (StatusCode::CREATED, EndpointCreated::of(created))
}
