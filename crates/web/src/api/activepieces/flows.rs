use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use winfactor_domain::EndpointId;
use winfactor_service::activepieces::{self, FlowThere};

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Changing},
    query::Query,
    reply::Reply,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct FlowsQuery {
    /// The account's first project when left out.
    project_id: Option<String>,
}

/// The flows of a project.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActivePiecesFlows {
    data: Vec<ActivePiecesFlow>,
}

/// A flow at ActivePieces.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivePiecesFlow {
    #[schema(example = "gX4bR2mT9sK1vQ7wZ0nLc")]
    id: String,
    project_id: String,
    #[schema(example = "Quote accepted to Slack")]
    display_name: String,
    enabled: bool,
    /// A flow that never was has nothing that events could start.
    published: bool,
    /// The address that starts it.
    #[schema(example = "https://cloud.activepieces.com/api/v1/webhooks/gX4bR2mT9sK1vQ7wZ0nLc")]
    webhook_url: String,
    /// What it was made of, if it was brought from here: `recipe:` or `flow:` and an id.
    #[schema(example = "recipe:submission-to-inbox")]
    source: Option<String>,
    /// The endpoint here that starts it.
    #[schema(value_type = Option<String>, example = "endpoint_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    endpoint_id: Option<EndpointId>,
}

impl From<FlowThere> for ActivePiecesFlow {
    fn from(flow: FlowThere) -> Self {
        ActivePiecesFlow {
            id: flow.id,
            project_id: flow.project_id,
            display_name: flow.display_name,
            enabled: flow.enabled,
            published: flow.published,
            webhook_url: flow.webhook_url,
            source: flow.source,
            endpoint_id: flow.endpoint,
        }
    }
}

/// List flows at ActivePieces
///
/// Those of a project, with what is known of them here.
#[utoipa::path(
    get, path = "/activepieces/flows", operation_id = "listActivePiecesFlows", tag = TAG,
    params(FlowsQuery),
    responses((status = 200, description = "All of them.", body = ActivePiecesFlows), Changing),
)]
pub(super) async fn flows(
    caller: Caller,
    Query(query): Query<FlowsQuery>,
) -> Result<Reply<ActivePiecesFlows>, ApiError> {
    let project = query.project_id.as_deref();
    let flows = activepieces::flows(caller.service(), caller.organization, project).await?;
    Ok(Reply(ActivePiecesFlows {
        data: flows.into_iter().map(Into::into).collect(),
    }))
}
