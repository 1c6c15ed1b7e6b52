use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use winfactor_domain::FlowId;
use winfactor_service::flows;

use super::{Flow, TAG};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// A flow with what it does.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FlowWithTemplate {
    #[serde(flatten)]
    flow: Flow,
    /// A template document as ActivePieces exports and imports it.
    #[schema(value_type = Object)]
    template: Value,
}

/// One flow
///
/// The flow of that id, with its template.
#[utoipa::path(
    get, path = "/flows/{id}", operation_id = "getFlow", tag = TAG,
    params(("id" = String, Path, description = "The flow's id.")),
    responses((status = 200, description = "The flow.", body = FlowWithTemplate), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    PathId(id): PathId<FlowId>,
) -> Result<Reply<FlowWithTemplate>, ApiError> {
    let (service, organization) = (caller.service(), caller.organization);
    let flow = flows::get(service, organization, id).await?;
    let template = flows::export(service, organization, id).await?;
    Ok(Reply(FlowWithTemplate {
        flow: flow.into(),
        template: template.to_value(),
    }))
}
