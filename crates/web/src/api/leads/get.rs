use winfactor_domain::LeadId;
use winfactor_service::leads;

use super::{TAG, resource::Lead};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// One lead
///
/// The lead of that id.
#[utoipa::path(
    get, path = "/leads/{id}", operation_id = "getLead", tag = TAG,
    params(("id" = String, Path, description = "The lead's id.")),
    responses((status = 200, description = "The lead.", body = Lead), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    PathId(id): PathId<LeadId>,
) -> Result<Reply<Lead>, ApiError> {
    let found = leads::get(caller.service(), caller.organization, id).await?;
    Ok(Reply(found.into()))
}
