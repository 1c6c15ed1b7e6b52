use std::collections::HashMap;

use winfactor_domain::{EndpointId, EventType, OrganizationId};
use winfactor_store::{Page, webhook_endpoints};

use crate::{
    Result, Service,
    endpoints::{self, AuthSettings, EndpointInput},
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

/// The endpoint for a flow's webhook address: the one that is there, or a new one. Whether it is new.
pub(super) async fn ensure(
    service: &Service,
    organization: OrganizationId,
    url: &str,
    name: &str,
    event_types: &[EventType],
    auth: AuthSettings,
) -> Result<(EndpointId, bool)> {
    if let Some(id) = by_url(service, organization).await?.get(url) {
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
