use winfactor_domain::OrganizationId;
use winfactor_service::{
    Page, Result, Service,
    endpoints::{self, Endpoint, EndpointStatus},
};

use crate::view::{EndpointState, app::EndpointView};

/// The most that an organization can have.
const ALL: Page = Page {
    limit: 100,
    before: None,
};

/// Every endpoint of an organization, newest first.
pub(in crate::ui) async fn all(
    service: &Service,
    organization: OrganizationId,
) -> Result<Vec<Endpoint>> {
    let (endpoints, _) = endpoints::list(service, organization, ALL).await?;
    Ok(endpoints)
}

/// What people call an endpoint: its description, or its address.
pub(in crate::ui) fn name(endpoint: &Endpoint) -> &str {
    match endpoint.description.as_str() {
        "" => &endpoint.url,
        description => description,
    }
}

/// How an endpoint fares, in the words that pages have for it.
pub(in crate::ui) fn endpoint_state(state: &endpoints::EndpointState) -> EndpointState {
    match state.status {
        EndpointStatus::Active if state.failing_since.is_some() => EndpointState::Failing,
        EndpointStatus::Active => EndpointState::Active,
        EndpointStatus::Paused if state.reason.as_deref() == Some("by_hand") => {
            EndpointState::PausedByHand
        }
        EndpointStatus::Paused => EndpointState::PausedAfterFailures,
        EndpointStatus::Off => EndpointState::FlowOff,
        EndpointStatus::Stopped => EndpointState::Gone,
    }
}

/// Whether an endpoint in that state belongs among what waits for somebody.
pub(in crate::ui) fn state_needs_somebody(state: EndpointState) -> bool {
    state != EndpointState::Active
}

pub(super) fn view(endpoint: &Endpoint) -> EndpointView {
    let state = endpoint_state(&endpoint.state);
    let failing_since = endpoint.state.failing_since;
    let failing_since = failing_since.filter(|_| state == EndpointState::Failing);
    EndpointView {
        id: endpoint.id,
        url: endpoint.url.clone(),
        description: endpoint.description.clone(),
        event_types: endpoint.event_types.clone(),
        state,
        since: failing_since.unwrap_or(endpoint.state.changed_at),
        held: u64::try_from(endpoint.held).unwrap_or_default(),
    }
}
