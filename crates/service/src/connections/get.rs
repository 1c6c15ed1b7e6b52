use winfactor_domain::{ConnectionId, OrganizationId};
use winfactor_store::connections;

use super::Connection;
use crate::{Result, Service, ServiceError};

/// The connection of that id.
pub async fn get(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
) -> Result<Connection> {
    let found = service
        .read(move |tx| Ok(connections::get(tx, organization, id)?))
        .await?;
    Connection::of(found.ok_or_else(|| ServiceError::not_found("connection", id))?)
}

/// The connection that flows name so, if there is one.
pub async fn by_external_id(
    service: &Service,
    organization: OrganizationId,
    external_id: &str,
) -> Result<Option<Connection>> {
    let external_id = external_id.to_owned();
    let found = service
        .read(move |tx| Ok(connections::by_external_id(tx, organization, &external_id)?))
        .await?;
    found.map(Connection::of).transpose()
}
