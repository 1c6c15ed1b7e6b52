use winfactor_domain::{EndpointId, EventId, EventType, OrganizationId};
use winfactor_store::webhook_endpoints;

use super::{endpoint, session::Session};
use crate::{
    Result, Service, ServiceError,
    endpoints::{self, Trial},
};

/// Sends a test event to a flow at the server, through the endpoint that it has here: of this type, or
/// of the first one that the endpoint wants. Its id asks for the [result](super::tested).
pub async fn test(
    service: &Service,
    organization: OrganizationId,
    flow: &str,
    event_type: Option<EventType>,
) -> Result<(EventId, EndpointId)> {
    let session = Session::open(service, organization).await?;
    let url = session.server.webhook_address(flow);
    let endpoints = endpoint::by_url(service, organization).await?;
    let id = endpoints.get(&url).copied().ok_or_else(no_endpoint)?;
    let wanted = match event_type {
        Some(event_type) => event_type,
        None => {
            let row = service
                .read(move |tx| Ok(webhook_endpoints::get(tx, organization, id)?))
                .await?;
            let types = row.map(|row| row.event_types).unwrap_or_default();
            types
                .first()
                .copied()
                .unwrap_or(EventType::SubmissionCreated)
        }
    };
    let trial = Trial {
        event_type: wanted,
        sparse: false,
    };
    Ok((endpoints::test(service, organization, id, trial).await?, id))
}

pub(super) fn no_endpoint() -> ServiceError {
    let message = "no endpoint here sends events to this flow: bring the flow to the server from here, \
                   or make an endpoint for its webhook address";
    ServiceError::conflict("activepieces_no_endpoint", message)
}
