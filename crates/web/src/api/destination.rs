use winfactor_domain::{EndpointId, FieldError, FlowId};
use winfactor_service::outbox::Destination;

/// Of the two ways to name where events go, the one that was used.
pub(super) fn named(
    endpoint: Option<EndpointId>,
    flow: Option<FlowId>,
) -> Result<Option<Destination>, FieldError> {
    match (endpoint, flow) {
        (None, None) => Ok(None),
        (Some(id), None) => Ok(Some(Destination::Endpoint(id))),
        (None, Some(id)) => Ok(Some(Destination::Flow(id))),
        (Some(_), Some(_)) => {
            let message = "name an endpoint or a flow, not both";
            Err(FieldError::new("/flowId", "one_destination", message))
        }
    }
}

/// The same where one must be named.
pub(super) fn required(
    endpoint: Option<EndpointId>,
    flow: Option<FlowId>,
) -> Result<Destination, FieldError> {
    named(endpoint, flow)?.ok_or_else(|| {
        let message = "name an endpoint (endpointId) or a flow (flowId)";
        FieldError::new("/endpointId", "required", message)
    })
}
