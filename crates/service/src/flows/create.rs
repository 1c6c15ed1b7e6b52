use winfactor_domain::{EventType, FlowId, OrganizationId};
use winfactor_store::{connections, flow_versions, flows, flows::FlowRow};

use super::{
    Flow,
    definition::{Definition, Surroundings},
    guard_rails::Checks,
};
use crate::{
    Result, Service, ServiceError, Work,
    idempotency::{Created, Idempotency, once},
};

/// How many flows an organization can have: each event is compared with all of them.
const MOST_FLOWS: usize = 100;

/// A flow that shall be kept, its fields in order.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub name: String,
    pub owner_name: Option<String>,
    pub event_types: Vec<EventType>,
    pub definition: Definition,
}

/// Keeps new flows, switched off; all of them or none.
pub(super) async fn create(
    service: &Service,
    organization: OrganizationId,
    new: Vec<Checked>,
    idempotency: Option<Idempotency<Vec<Flow>>>,
) -> Result<Created<Vec<Flow>>> {
    let now = service.now();
    let mut rows = Vec::with_capacity(new.len());
    for checked in new {
        let row = FlowRow {
            id: FlowId::new(now, service.rng()),
            organization,
            name: checked.name,
            owner_name: checked.owner_name,
            event_types: checked.event_types,
            enabled: false,
            revision: 1,
            created_at: now,
            updated_at: now,
        };
        let mut definition = checked.definition;
        definition.take_id(&row.id.to_string())?;
        rows.push((row, definition));
    }
    let stored: Vec<(FlowRow, String)> = rows
        .iter()
        .map(|(row, definition)| (row.clone(), definition.document().to_json()))
        .collect();
    let surroundings = Surroundings {
        catalog: service.flow_versions().catalog(),
        connections: service
            .read(move |tx| Ok(connections::external_ids(tx, organization)?))
            .await?,
    };
    let flows: Vec<Flow> = rows
        .into_iter()
        .map(|(row, definition)| Flow::of(row, &definition, &surroundings, &Checks::default()))
        .collect();
    service
        .write(move |work| {
            work.organization(organization)?;
            once(work, organization, idempotency.as_ref(), |work| {
                require_room(work, organization, stored.len())?;
                for (row, definition) in &stored {
                    flows::insert(work.tx, row)?;
                    let (flow, revision) = (row.id, row.revision);
                    flow_versions::insert(work.tx, organization, flow, revision, definition, now)?;
                }
                Ok(flows.clone())
            })
        })
        .await
}

fn require_room(work: &mut Work<'_, '_>, organization: OrganizationId, more: usize) -> Result<()> {
    let present = usize::try_from(flows::count(work.tx, organization)?).unwrap_or_default();
    if present + more > MOST_FLOWS {
        let message = format!("an organization can have {MOST_FLOWS} flows");
        return Err(ServiceError::conflict("too_many_flows", message));
    }
    Ok(())
}
