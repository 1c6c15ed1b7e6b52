use winfactor_domain::{Lead, LeadId, OrganizationId};
use winfactor_store::leads;

use crate::{Result, Service, ServiceError};

/// The lead of that id.
pub async fn get(service: &Service, organization: OrganizationId, id: LeadId) -> Result<Lead> {
    let found = service
        .read(move |tx| Ok(leads::get(tx, organization, id)?))
        .await?;
    found.ok_or_else(|| ServiceError::not_found("lead", id))
}
