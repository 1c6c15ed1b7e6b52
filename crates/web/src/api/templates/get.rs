use winfactor_domain::TemplateId;
use winfactor_service::templates;

use super::{TAG, resource::Template};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// One template
///
/// The template of that id.
#[utoipa::path(
    get, path = "/templates/{id}", operation_id = "getTemplate", tag = TAG,
    params(("id" = String, Path, description = "The template's id.")),
    responses((status = 200, description = "The template.", body = Template), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    PathId(id): PathId<TemplateId>,
) -> Result<Reply<Template>, ApiError> {
    let found = templates::get(caller.service(), caller.organization, id).await?;
    Ok(Reply(found.into()))
}
