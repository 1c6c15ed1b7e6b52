use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::LeadId;
use winfactor_service::leads;

use super::{TAG, resource::Lead};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
    reply::Reply,
};

/// What shall change about a lead.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LeadChanges {
    /// `new`, `contacted` or `closed`.
    #[schema(example = "contacted")]
    status: String,
}

/// Move a lead
///
/// Moves a lead to a status. No event tells of it.
#[utoipa::path(
    patch, path = "/leads/{id}", operation_id = "updateLead", tag = TAG,
    params(("id" = String, Path, description = "The lead's id.")),
    request_body = LeadChanges,
    responses((status = 200, description = "The lead as it now is.", body = Lead), Writing),
)]
pub(super) async fn update(
    caller: Caller,
    PathId(id): PathId<LeadId>,
    JsonBody(changes): JsonBody<LeadChanges>,
) -> Result<Reply<Lead>, ApiError> {
    let service = caller.service();
    let moved = leads::update(service, caller.organization, id, &changes.status).await?;
    Ok(Reply(moved.into()))
}
