use winfactor_domain::{ConnectionId, OrganizationId};
use winfactor_store::connections;

use super::{state::close_alerts, waiting};
use crate::{Result, Service, ServiceError};

/// Removes a connection and its value. Steps that name it fail from now on, those
/// that wait for it too.
pub async fn delete(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
) -> Result<()> {
    service
        .write(move |work| {
            if !connections::delete(work.tx, organization, id)? {
                return Err(ServiceError::not_found("connection", id));
            }
            // Nobody can look after it any more: what waits for it goes on, and fails.
            waiting::wake(work, organization, id)?;
            close_alerts(work, organization, id)
        })
        .await
}
