use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{self as domain, Millimetres, TemplateId, Timestamp};

use crate::api::word::{TemplateComponentWord, Word};

/// A product that customers configure: a window or door system with its size limits.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Template {
    #[schema(value_type = String, example = "template_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: TemplateId,
    #[schema(example = "Modern Glass Panel")]
    name: String,
    /// Its part of public addresses, unique in the organization.
    #[schema(example = "modern-glass-panel")]
    slug: String,
    /// Millimetres, as the other limits; the limits themselves can be made.
    #[schema(value_type = u32, example = 600)]
    min_width: Millimetres,
    #[schema(value_type = u32, example = 6000)]
    max_width: Millimetres,
    #[schema(value_type = u32, example = 600)]
    min_height: Millimetres,
    #[schema(value_type = u32, example = 3200)]
    max_height: Millimetres,
    /// The kinds of pane or door that a layout repeats from left to right.
    components: Vec<TemplateComponentWord>,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    updated_at: Timestamp,
}

impl From<domain::Template> for Template {
    fn from(template: domain::Template) -> Self {
        let limits = template.limits;
        Template {
            id: template.id,
            name: template.name,
            slug: template.slug.to_string(),
            min_width: limits.min_width,
            max_width: limits.max_width,
            min_height: limits.min_height,
            max_height: limits.max_height,
            components: template.components.into_iter().map(Word).collect(),
            created_at: template.created_at,
            updated_at: template.updated_at,
        }
    }
}
