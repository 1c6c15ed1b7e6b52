use serde_json::Value;
use winfactor_domain::FlowId;
use winfactor_service::flows;

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// Export a flow
///
/// The template document alone: what `POST /flows` and ActivePieces take in.
#[utoipa::path(
    get, path = "/flows/{id}/export", operation_id = "exportFlow", tag = TAG,
    params(("id" = String, Path, description = "The flow's id.")),
    responses((status = 200, description = "The template document.", body = Object), Reading),
)]
pub(super) async fn export(
    caller: Caller,
    PathId(id): PathId<FlowId>,
) -> Result<Reply<Value>, ApiError> {
    let template = flows::export(caller.service(), caller.organization, id).await?;
    Ok(Reply(template.to_value()))
}
