use winfactor_domain::{OrganizationId, Template, TemplateId};
use winfactor_store::templates;

use crate::{Result, Service, ServiceError};

/// The template of that id.
pub async fn get(
    service: &Service,
    organization: OrganizationId,
    id: TemplateId,
) -> Result<Template> {
    let found = service
        .read(move |tx| Ok(templates::get(tx, organization, id)?))
        .await?;
    found.ok_or_else(|| ServiceError::not_found("template", id))
}

/// The template with that slug.
pub async fn by_slug(
    service: &Service,
    organization: OrganizationId,
    slug: &str,
) -> Result<Template> {
    let wanted = slug.to_owned();
    let found = service
        .read(move |tx| Ok(templates::by_slug(tx, organization, &wanted)?))
        .await?;
    found.ok_or_else(|| ServiceError::not_found("template", slug))
}
