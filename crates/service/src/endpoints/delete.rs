use winfactor_domain::{EndpointId, OrganizationId};
use winfactor_store::webhook_endpoints;

use crate::{
    Result, Service, ServiceError,
    outbox::{Destination, align},
};

/// Removes an endpoint. What still waits for it is skipped; the events and their attempts stay.
pub async fn delete(service: &Service, organization: OrganizationId, id: EndpointId) -> Result<()> {
    service
        .write(move |work| {
            if !webhook_endpoints::delete(work.tx, organization, id)? {
                return Err(ServiceError::not_found("webhook endpoint", id));
            }
            align(work, organization, id, None)?;
            work.changed(Destination::Endpoint(id));
            Ok(())
        })
        .await
}
