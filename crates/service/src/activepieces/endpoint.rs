use std::collections::HashMap;

use winfactor_domain::{EndpointId, EventType, OrganizationId};
use winfactor_store::{EndpointStatus, Page, webhook_endpoints};

use crate::{
    Result, Service, ServiceError,
    endpoints::{self, AuthSettings, EndpointInput, EndpointPatch},
};

/// More than an organization can have.
const ALL: u32 = 1000;

/// The endpoints of an organization by their addresses; of several at one address the newest.
pub(super) async fn by_url(
    service: &Service,
    organization: OrganizationId,
) -> Result<HashMap<String, EndpointId>> {
    let page = Page {
        limit: ALL,
        before: None,
    };
    let rows = service
        .read(move |tx| Ok(webhook_endpoints::list(tx, organization, &page)?))
        .await?;
    let rows = rows.into_iter().rev();
    Ok(rows.map(|row| (row.url, row.id)).collect())
}

/// The endpoint for a flow's webhook address: the one that is there, which then sends what the flow
/// wants as the flow wants it, or a new one. Whether it is new.
///
/// # Errors
/// `activepieces_endpoint_rests` when somebody has to resume it first.
pub(super) async fn ensure(
    service: &Service,
    organization: OrganizationId,
    url: &str,
    name: &str,
    event_types: &[EventType],
    auth: AuthSettings,
) -> Result<(EndpointId, bool)> {
    if let Some(id) = by_url(service, organization).await?.get(url) {
        adapt(service, organization, *id, event_types, auth).await?;
        return Ok((*id, false));
    }
    let description: String = format!("ActivePieces: {name}").chars().take(200).collect();
    let new = EndpointInput {
        url: url.to_owned(),
        description,
        event_types: event_types.iter().map(|it| it.name().to_owned()).collect(),
        auth,
        ..EndpointInput::default()
    };
    let created = endpoints::create(service, organization, new).await?;
    Ok((created.endpoint.id, true))
}

/// Lets an endpoint send what the flow behind it wants by now. What else somebody lets it send stays.
async fn adapt(
    service: &Service,
    organization: OrganizationId,
    id: EndpointId,
    event_types: &[EventType],
    auth: AuthSettings,
) -> Result<()> {
    let endpoint = endpoints::get(service, organization, id).await?;
    let sent = &endpoint.event_types;
    let is_sent = |wanted: &EventType| sent.is_empty() || sent.contains(wanted);
    let wants_all = event_types.is_empty() && !sent.is_empty();
    let missing: Vec<_> = event_types.iter().filter(|it| !is_sent(it)).collect();
    let types = match wants_all {
        true => Some(Vec::new()),
        false => (!missing.is_empty()).then(|| sent.iter().chain(missing).collect()),
    };
    let names = |types: Vec<&EventType>| types.iter().map(|it| it.name().to_owned()).collect();
    let patch = EndpointPatch {
        event_types: types.map(names),
        auth: (!matches!(auth, AuthSettings::None)).then_some(auth),
        ..EndpointPatch::default()
    };
    if patch.event_types.is_some() || patch.auth.is_some() {
        endpoints::update(service, organization, id, patch).await?;
    }
    match endpoint.state.status {
        EndpointStatus::Active | EndpointStatus::Off => Ok(()),
        EndpointStatus::Paused | EndpointStatus::Stopped => {
            let message = format!("the endpoint {id} sends nothing at present: resume it");
            Err(ServiceError::conflict(
                "activepieces_endpoint_rests",
                message,
            ))
        }
    }
}
