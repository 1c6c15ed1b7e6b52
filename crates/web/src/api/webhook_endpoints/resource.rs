use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_domain::{EndpointId, Timestamp};
use winfactor_service::{endpoints, outbox::EventFilter};

use crate::api::word::{EndpointStatusWord, EventTypeWord, FlowStateWord, Word};

/// An address that events are sent to.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct WebhookEndpoint {
    #[schema(value_type = String, example = "endpoint_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: EndpointId,
    #[schema(example = "https://cloud.activepieces.com/api/v1/webhooks/gX4bR2mT9sK1vQ7wZ0nLc")]
    url: String,
    #[schema(example = "ActivePieces: new submission to Slack")]
    description: String,
    /// Empty means all.
    event_types: Vec<EventTypeWord>,
    /// Conditions on the payload, all of which must hold.
    #[schema(value_type = Option<Vec<FilterCondition>>)]
    filter: Option<EventFilter>,
    /// The names of the custom headers; their values are never shown.
    #[schema(example = json!(["X-Team"]))]
    header_names: Vec<String>,
    /// The kind of authentication: `none`, `basic`, `header` or `body_hmac`.
    #[schema(value_type = String, example = "none")]
    auth: &'static str,
    /// Waits between tries, in seconds; null means the default: 5 s, 1 min, 5 min, 15 min, 1 h, 3 h,
    /// 6 h, 12 h, 24 h, 24 h.
    retry_schedule: Option<Vec<u32>>,
    /// Tries at the same time, at most.
    #[schema(example = 16)]
    max_in_flight: u32,
    /// Tries a second, at most; null means no limit.
    #[schema(example = 10)]
    max_per_second: Option<u32>,
    /// What is known of the ActivePieces flow behind it; null for any other address.
    activepieces: Option<ActivePiecesFlowState>,
    /// Whether it is paused after it has failed for half a day.
    auto_pause: bool,
    status: EndpointStatusWord,
    /// Why, as a stable word.
    #[schema(example = "by_hand")]
    status_reason: Option<String>,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    status_changed_at: Timestamp,
    /// When the failures since the last success began, in Unix milliseconds.
    #[schema(value_type = Option<i64>)]
    failing_since: Option<Timestamp>,
    /// Unix milliseconds.
    #[schema(value_type = Option<i64>)]
    last_failure_at: Option<Timestamp>,
    /// Failed tries since the last success.
    #[schema(example = 0)]
    failure_count: u32,
    /// Events that wait until it is resumed.
    #[schema(example = 0)]
    held: i64,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    updated_at: Timestamp,
}

/// What was last found out about the ActivePieces flow behind an endpoint: when it was saved, and by
/// the answers to events.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivePiecesFlowState {
    state: FlowStateWord,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    checked_at: Timestamp,
    /// What it follows from, or what could not be found out.
    #[schema(example = "accepted by ActivePieces: the flow is on")]
    message: String,
}

/// An endpoint, and what whoever saved it should know.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WebhookEndpointSaved {
    #[serde(flatten)]
    pub(super) endpoint: WebhookEndpoint,
    /// Such as: this address waits for the flow.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    pub(super) warning: Option<&'static str>,
}

/// One condition: the value at a path of the payload, compared to a given one.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "stands for the type of another crate in the OpenAPI document"
)]
pub(super) struct FilterCondition {
    /// Keys from the top of the payload, separated by dots.
    #[schema(example = "data.template.slug")]
    path: String,
    operator: FilterOperator,
    /// Not used by `exists` and `not_exists`.
    #[schema(required = false, example = "modern-glass-panel")]
    value: serde_json::Value,
}

/// How a value is compared.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(
    dead_code,
    reason = "stands for the type of another crate in the OpenAPI document"
)]
enum FilterOperator {
    Equals,
    NotEquals,
    Contains,
    GreaterThan,
    LessThan,
    Exists,
    NotExists,
}

impl From<endpoints::Endpoint> for WebhookEndpoint {
    fn from(endpoint: endpoints::Endpoint) -> Self {
        let state = endpoint.state;
        WebhookEndpoint {
            id: endpoint.id,
            url: endpoint.url,
            description: endpoint.description,
            event_types: endpoint.event_types.into_iter().map(Word).collect(),
            filter: endpoint.filter,
            header_names: endpoint.header_names,
            auth: endpoint.auth,
            retry_schedule: endpoint.retry_schedule,
            max_in_flight: endpoint.max_in_flight,
            max_per_second: endpoint.max_per_second,
            activepieces: endpoint.flow.map(|flow| ActivePiecesFlowState {
                state: Word(flow.state),
                checked_at: flow.checked_at,
                message: flow.message,
            }),
            auto_pause: endpoint.auto_pause,
            status: Word(state.status),
            status_reason: state.reason,
            status_changed_at: state.changed_at,
            failing_since: state.failing_since,
            last_failure_at: state.last_failure_at,
            failure_count: state.failure_count,
            held: endpoint.held,
            created_at: endpoint.created_at,
            updated_at: endpoint.updated_at,
        }
    }
}
