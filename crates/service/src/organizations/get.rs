use winfactor_domain::{Organization, OrganizationId};
use winfactor_store::organizations;

use crate::{Result, Service, ServiceError};

/// The organization of that id.
pub async fn get(service: &Service, id: OrganizationId) -> Result<Organization> {
    let found = service
        .read(move |tx| Ok(organizations::get(tx, id)?))
        .await?;
    found.ok_or_else(|| ServiceError::not_found("organization", id))
}

/// The organization whose public page has that slug.
pub async fn by_slug(service: &Service, slug: &str) -> Result<Organization> {
    let wanted = slug.to_owned();
    let found = service
        .read(move |tx| Ok(organizations::by_slug(tx, &wanted)?))
        .await?;
    found.ok_or_else(|| ServiceError::not_found("organization", slug))
}

/// How many there are.
pub async fn count(service: &Service) -> Result<i64> {
    service.read(|tx| Ok(organizations::count(tx)?)).await
}
