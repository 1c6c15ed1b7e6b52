use winfactor_domain::{EndpointId, OrganizationId};
use winfactor_store::{
    EndpointStatus,
    webhook_endpoints::{self, EndpointState},
};

use super::{Endpoint, get};
use crate::{
    Result, Service, ServiceError,
    outbox::{Destination, align},
};

/// Pauses an endpoint by hand: its events are held until it is resumed. A try that is under way
/// ends as it ends.
pub async fn pause(
    service: &Service,
    organization: OrganizationId,
    id: EndpointId,
) -> Result<Endpoint> {
    service
        .write(move |work| {
            let row = webhook_endpoints::get_for_update(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("webhook endpoint", id))?;
            if row.state.status == EndpointStatus::Paused {
                return Ok(());
            }
            let state = EndpointState::since(work.now, EndpointStatus::Paused, Some("by_hand"));
            webhook_endpoints::update_state(work.tx, organization, id, &state)?;
            align(work, organization, id, Some(state.status))?;
            work.changed(Destination::Endpoint(id));
            Ok(())
        })
        .await?;
    get(service, organization, id).await
}
