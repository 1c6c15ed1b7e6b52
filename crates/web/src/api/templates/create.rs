use axum::{http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::{self as domain, Millimetres, SizeLimits};
use winfactor_service::templates::{self, NewTemplate};

use super::{TAG, resource::Template};
use crate::api::{
    caller::Caller,
    creation::{Creation, IdempotencyHeader, created},
    error::{ApiError, Creating},
};

/// A template that is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TemplateInput {
    #[serde(default)]
    #[schema(required, max_length = 200, example = "Modern Glass Panel")]
    name: String,
    /// Lower-case letters, digits and single hyphens; unique in the organization.
    #[serde(default)]
    #[schema(required, max_length = 60, example = "modern-glass-panel")]
    slug: String,
    /// Millimetres, from 1 to 100,000, as the other limits.
    #[schema(example = 600)]
    min_width: u32,
    #[schema(example = 6000)]
    max_width: u32,
    #[schema(example = 600)]
    min_height: u32,
    #[schema(example = 3200)]
    max_height: u32,
    /// `fixed`, `turn`, `tilt`, `tilt_turn`, `sliding` or `door`; a layout repeats them from left
    /// to right. Without any, all panes are fixed.
    #[serde(default)]
    #[schema(max_items = 20, example = json!(["sliding", "fixed"]))]
    components: Vec<String>,
}

impl From<TemplateInput> for NewTemplate {
    fn from(input: TemplateInput) -> Self {
        NewTemplate {
            name: input.name,
            slug: input.slug,
            limits: SizeLimits {
                min_width: Millimetres(input.min_width),
                max_width: Millimetres(input.max_width),
                min_height: Millimetres(input.min_height),
                max_height: Millimetres(input.max_height),
            },
            components: input.components,
        }
    }
}

/// Create a template
///
/// Adds a product that customers can configure. A slug that another template has is `409 slug_taken`.
#[utoipa::path(
    post, path = "/templates", operation_id = "createTemplate", tag = TAG,
    params(IdempotencyHeader),
    request_body = TemplateInput,
    responses((status = 201, description = "The template.", body = Template), Creating),
)]
pub(super) async fn create(
    caller: Caller,
    Creation { body, once }: Creation<TemplateInput>,
) -> Result<Response, ApiError> {
    let once = once.idempotency(answer);
    let service = caller.service();
    let made = templates::create(service, caller.organization, body.into(), once).await?;
    Ok(created(made, answer))
}

fn answer(template: &domain::Template) -> (StatusCode, Template) {
    (StatusCode::CREATED, template.clone().into())
}
