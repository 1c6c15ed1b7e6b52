use winfactor_domain::{ApiKeyId, OrganizationId};
use winfactor_store::api_keys::{self, ApiKey};

use crate::{Result, Service, ServiceError};

/// The keys of an organization: those in use, then the revoked ones, the newest of each first.
pub async fn list(service: &Service, organization: OrganizationId) -> Result<Vec<ApiKey>> {
    service
        .read(move |tx| Ok(api_keys::list(tx, organization)?))
        .await
}

/// The key of that id, in use or not.
pub async fn get(service: &Service, organization: OrganizationId, id: ApiKeyId) -> Result<ApiKey> {
    service
        .read(move |tx| {
            let found = api_keys::get(tx, organization, id)?;
            found.ok_or_else(|| ServiceError::not_found("API key", id))
        })
        .await
}

/// Ends the use of a key: here at once, on other nodes within seconds. A key that was revoked
/// before stays as it is.
pub async fn revoke(
    service: &Service,
    organization: OrganizationId,
    id: ApiKeyId,
) -> Result<ApiKey> {
    let key = service
        .write(move |work| {
            api_keys::revoke(work.tx, organization, id, work.now)?;
            api_keys::get(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("API key", id))
        })
        .await?;
    service.api_keys().known.forget(|caller| caller.key == id);
    Ok(key)
}
