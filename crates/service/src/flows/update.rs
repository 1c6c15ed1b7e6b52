use winfactor_domain::{EventType, FieldError, FlowId, Invalid, OrganizationId, Text};
use winfactor_store::{connections, flow_versions, flows};

use super::{
    Flow,
    definition::{Definition, Surroundings},
    get::{get, stored_for_update},
    guard_rails::Checks,
    import::event_types,
    name,
    switch::check_ready,
};
use crate::{Nullable, Result, Service};

/// Changes to a flow; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct FlowPatch {
    pub name: Option<String>,
    pub owner_name: Nullable<String>,
    /// Names; empty means all.
    pub event_types: Option<Vec<String>>,
    /// A document with exactly one flow: what the flow does from now on.
    pub template: Option<String>,
}

/// Changes a flow. One that is switched on must be able to run afterwards too; runs that have begun
/// end as they began.
pub async fn update(
    service: &Service,
    organization: OrganizationId,
    id: FlowId,
    patch: FlowPatch,
) -> Result<Flow> {
    let mut text = Text::new();
    let new_name = patch.name.as_deref().map(|it| name::name(&mut text, it));
    let new_owner = patch
        .owner_name
        .as_ref()
        .map(|it| name::owner_name(&mut text, it.as_deref()));
    text.finish()?;
    let new_definition = match &patch.template {
        Some(template) => Some(received(template, id)?),
        None => None,
    };
    let wanted_types = patch.event_types;
    let owned = service.clone();
    service
        .write(move |work| {
            let catalog = owned.flow_versions().catalog();
            let (mut row, stored) = stored_for_update(work.tx, organization, id)?;
            let definition = new_definition.as_ref().unwrap_or(&stored);
            if let Some(name) = &new_name {
                row.name.clone_from(name);
            }
            if let Some(owner) = &new_owner {
                row.owner_name.clone_from(owner);
            }
            let mut text = Text::new();
            // A new trigger brings its event type along; one that takes all changes nothing.
            let present: Vec<String> = row.event_types.iter().map(EventType::to_string).collect();
            let wanted = match (&wanted_types, definition.only_event_type(catalog)) {
                (Some(wanted), _) => Some(wanted.as_slice()),
                (None, Some(_)) => None,
                (None, None) => Some(present.as_slice()),
            };
            row.event_types = event_types(&mut text, wanted, definition, catalog);
            text.finish()?;
            if row.enabled {
                let surroundings = Surroundings {
                    catalog,
                    connections: connections::external_ids(work.tx, organization)?,
                };
                let checks = Checks::load(work.tx, organization, id)?;
                check_ready(&row, definition, &surroundings, &checks).map_err(off_first)?;
            }
            row.updated_at = work.now;
            if *definition != stored {
                row.revision += 1;
                let (revision, text) = (row.revision, definition.document().to_json());
                flow_versions::insert(work.tx, organization, id, revision, &text, work.now)?;
            }
            flows::update(work.tx, &row)?;
            Ok(())
        })
        .await?;
    get(service, organization, id).await
}

/// What somebody has to look at first cannot be looked at while the flow runs without it.
fn off_first(mut invalid: Invalid) -> Invalid {
    let to_look_at = ["customer_step_undecided", "test_not_confirmed"];
    if invalid.0.iter().any(|it| to_look_at.contains(&it.code)) {
        let message =
            "switch the flow off, save the change, look at these steps, and switch it on again";
        invalid
            .0
            .push(FieldError::new("/enabled", "switch_off_first", message));
    }
    invalid
}

fn received(template: &str, id: FlowId) -> Result<Definition> {
    let mut definitions = Definition::receive(template)?;
    match (definitions.pop(), definitions.is_empty()) {
        (Some(mut definition), true) => {
            definition.take_id(&id.to_string())?;
            Ok(definition)
        }
        _ => {
            let message = "the document must have exactly one flow";
            Err(FieldError::new("", "several_flows", message).into())
        }
    }
}
