use winfactor_domain::{ConnectionId, OrganizationId};
use winfactor_store::connections;

use crate::{Result, Service, ServiceError};

/// Removes a connection and its value. Steps that name it fail from now on.
pub async fn delete(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
) -> Result<()> {
    service
        .write(move |work| {
            if connections::delete(work.tx, organization, id)? {
                Ok(())
            } else {
                Err(ServiceError::not_found("connection", id))
            }
        })
        .await
}
