use winfactor_domain::{FieldError, FlowId, Invalid, OrganizationId};
use winfactor_store::{connections, flows, flows::FlowRow};

use super::{
    Flow,
    definition::{Definition, Surroundings, refusal},
    get::{get, stored_for_update},
    guard_rails::{Checks, GuardRails},
};
use crate::{Result, Service};

/// Switches a flow on: events from now on start it. It needs an owner, and no problem may be left;
/// the error names all that is missing.
pub async fn enable(service: &Service, organization: OrganizationId, id: FlowId) -> Result<Flow> {
    let owned = service.clone();
    service
        .write(move |work| {
            let (row, definition) = stored_for_update(work.tx, organization, id)?;
            if row.enabled {
                return Ok(());
            }
            let surroundings = Surroundings {
                catalog: owned.flow_versions().catalog(),
                connections: connections::external_ids(work.tx, organization)?,
            };
            let checks = Checks::load(work.tx, organization, id)?;
            check_ready(&row, &definition, &surroundings, &checks)?;
            let enabled = FlowRow {
                enabled: true,
                updated_at: work.now,
                ..row
            };
            flows::update(work.tx, &enabled)?;
            Ok(())
        })
        .await?;
    get(service, organization, id).await
}

/// Switches a flow off: no event starts it any more. Runs that have begun go on.
pub async fn disable(service: &Service, organization: OrganizationId, id: FlowId) -> Result<Flow> {
    service
        .write(move |work| {
            let (row, _) = stored_for_update(work.tx, organization, id)?;
            if row.enabled {
                let disabled = FlowRow {
                    enabled: false,
                    updated_at: work.now,
                    ..row
                };
                flows::update(work.tx, &disabled)?;
            }
            Ok(())
        })
        .await?;
    get(service, organization, id).await
}

/// Whether a flow has all that it needs to be switched on.
pub(super) fn check_ready(
    flow: &FlowRow,
    definition: &Definition,
    surroundings: &Surroundings<'_>,
    checks: &Checks,
) -> Result<(), Invalid> {
    let rails = GuardRails::of(definition, surroundings.catalog, &flow.event_types, checks);
    let problems = rails.with(definition.problems(surroundings, &flow.event_types));
    let mut invalid = refusal(&problems);
    if flow.owner_name.is_none() {
        let message = "name the person who looks after this flow";
        invalid
            .0
            .insert(0, FieldError::new("/ownerName", "required", message));
    }
    match invalid.0.is_empty() {
        true => Ok(()),
        false => Err(invalid),
    }
}
