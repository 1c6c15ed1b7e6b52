use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::{Millimetres, TemplateId};
use winfactor_service::templates::{self, TemplatePatch};

use super::{TAG, resource::Template};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    id_path::PathId,
    reply::Reply,
};

/// What shall change about a template; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TemplateChanges {
    #[schema(max_length = 200)]
    name: Option<String>,
    /// Addresses with the slug before end to work.
    #[schema(max_length = 60)]
    slug: Option<String>,
    /// Millimetres, as the other limits.
    #[schema(example = 600)]
    min_width: Option<u32>,
    #[schema(example = 6000)]
    max_width: Option<u32>,
    #[schema(example = 600)]
    min_height: Option<u32>,
    #[schema(example = 3200)]
    max_height: Option<u32>,
    /// Replaces all of them.
    #[schema(max_items = 20, example = json!(["sliding", "fixed"]))]
    components: Option<Vec<String>>,
}

impl From<TemplateChanges> for TemplatePatch {
    fn from(changes: TemplateChanges) -> Self {
        TemplatePatch {
            name: changes.name,
            slug: changes.slug,
            min_width: changes.min_width.map(Millimetres),
            max_width: changes.max_width.map(Millimetres),
            min_height: changes.min_height.map(Millimetres),
            max_height: changes.max_height.map(Millimetres),
            components: changes.components,
        }
    }
}

/// Change a template
///
/// Submissions that were made with it keep what they say. A slug that another template has is
/// `409 slug_taken`.
#[utoipa::path(
    patch, path = "/templates/{id}", operation_id = "updateTemplate", tag = TAG,
    params(("id" = String, Path, description = "The template's id.")),
    request_body = TemplateChanges,
    responses((status = 200, description = "The template as it now is.", body = Template), Changing),
)]
pub(super) async fn update(
    caller: Caller,
    PathId(id): PathId<TemplateId>,
    JsonBody(changes): JsonBody<TemplateChanges>,
) -> Result<Reply<Template>, ApiError> {
    let service = caller.service();
    let changed = templates::update(service, caller.organization, id, changes.into()).await?;
    Ok(Reply(changed.into()))
}
