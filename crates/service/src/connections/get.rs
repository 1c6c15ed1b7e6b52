use winfactor_domain::{ConnectionId, OrganizationId};
use winfactor_store::{
    Tx,
    connections::{self, ConnectionRow},
    flow_runs,
};

use super::Connection;
use crate::{Result, Service, ServiceError};

/// The connection of that id.
pub async fn get(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
) -> Result<Connection> {
    let found = service
        .read(move |tx| {
            let found = connections::get(tx, organization, id)?;
            found.map(|row| shown(tx, row)).transpose()
        })
        .await?;
    found.ok_or_else(|| ServiceError::not_found("connection", id))
}

/// The stored connection of that id.
pub(super) async fn row(
    service: &Service,
    organization: OrganizationId,
    id: ConnectionId,
) -> Result<ConnectionRow> {
    let found = service
        .read(move |tx| Ok(connections::get(tx, organization, id)?))
        .await?;
    found.ok_or_else(|| ServiceError::not_found("connection", id))
}

/// The connection that flows name so, if there is one.
pub async fn by_external_id(
    service: &Service,
    organization: OrganizationId,
    external_id: &str,
) -> Result<Option<Connection>> {
    let external_id = external_id.to_owned();
    service
        .read(move |tx| {
            let found = connections::by_external_id(tx, organization, &external_id)?;
            found.map(|row| shown(tx, row)).transpose()
        })
        .await
}

/// The connection with the number of runs that wait for it.
pub(super) fn shown(tx: &mut Tx<'_>, row: ConnectionRow) -> Result<Connection> {
    let waiting = flow_runs::count_awaiting(tx, row.organization)?;
    let waiting = waiting.get(&row.id).copied();
    Connection::of(row, waiting.unwrap_or(0))
}
