use winfactor_domain::{FlowId, OrganizationId};
use winfactor_store::{Tx, connections, flows, flows::FlowRow};

use super::{
    Flow,
    definition::{Definition, Surroundings},
    flow::definition,
    guard_rails::Checks,
};
use crate::{Result, Service, ServiceError};

/// The flow of that id.
pub async fn get(service: &Service, organization: OrganizationId, id: FlowId) -> Result<Flow> {
    let ((row, definition), connections, checks) = service
        .read(move |tx| {
            let flow = stored(tx, organization, id)?;
            let connections = connections::external_ids(tx, organization)?;
            Ok((flow, connections, Checks::load(tx, organization, id)?))
        })
        .await?;
    let surroundings = Surroundings {
        catalog: service.flow_versions().catalog(),
        connections,
    };
    Ok(Flow::of(row, &definition, &surroundings, &checks))
}

/// A flow with what it does.
pub(super) fn stored(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: FlowId,
) -> Result<(FlowRow, Definition)> {
    let row =
        flows::get(tx, organization, id)?.ok_or_else(|| ServiceError::not_found("flow", id))?;
    let definition = definition(tx, organization, &row)?;
    Ok((row, definition))
}

/// The same, for a change.
pub(super) fn stored_for_update(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: FlowId,
) -> Result<(FlowRow, Definition)> {
    let row = flows::get_for_update(tx, organization, id)?
        .ok_or_else(|| ServiceError::not_found("flow", id))?;
    let definition = definition(tx, organization, &row)?;
    Ok((row, definition))
}
