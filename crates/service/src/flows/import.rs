use winfactor_domain::{EventType, FieldError, OrganizationId, Text};
use winfactor_flows::PieceCatalog;

use super::{Flow, create, definition::Definition, name};
use crate::{
    Result, Service, endpoints,
    idempotency::{Created, Idempotency},
};

/// Flows that shall be taken in. Errors in the document point to its root, or to a step of it such
/// as `/flows/0/steps/2`.
#[derive(Clone, Debug, Default)]
pub struct NewFlow {
    /// What ActivePieces exports, as JSON: a template document, or a bare flow version.
    pub template: String,
    /// Instead of the document's own; only for a document of one flow.
    pub name: Option<String>,
    pub owner_name: Option<String>,
    /// Names; empty means all. When nothing is said, those that the trigger takes.
    pub event_types: Option<Vec<String>>,
}

/// Takes in every flow of a document, switched off. What keeps one from running is told with it.
pub async fn import(
    service: &Service,
    organization: OrganizationId,
    new: NewFlow,
) -> Result<Vec<Flow>> {
    let imported = import_once(service, organization, new, None).await?;
    let imported = imported.created();
    Ok(imported.expect("without a key nothing is replayed"))
}

/// The same, for a request that may come again.
pub async fn import_once(
    service: &Service,
    organization: OrganizationId,
    new: NewFlow,
    idempotency: Option<Idempotency<Vec<Flow>>>,
) -> Result<Created<Vec<Flow>>> {
    let definitions = Definition::receive(&new.template)?;
    let catalog = service.flow_versions().catalog();
    let several = definitions.len() > 1;
    let mut text = Text::new();
    if several && new.name.is_some() {
        let message = "the document has several flows, each with a name of its own: leave it out";
        text.error("/name", "several_flows", message);
    }
    let owner_name = name::owner_name(&mut text, new.owner_name.as_deref());
    let mut checked = Vec::with_capacity(definitions.len());
    for definition in definitions {
        let wanted = new.name.as_deref().filter(|_| !several);
        checked.push(create::Checked {
            name: name::name(&mut text, wanted.unwrap_or(&definition.document().name)),
            owner_name: owner_name.clone(),
            event_types: event_types(&mut text, new.event_types.as_deref(), &definition, catalog),
            definition,
        });
    }
    text.finish()?;
    create::create(service, organization, checked, idempotency).await
}

/// The event types that start a flow: those that are asked for, which its trigger must take, or
/// those that the trigger takes.
pub(super) fn event_types(
    text: &mut Text,
    wanted: Option<&[String]>,
    definition: &Definition,
    catalog: &PieceCatalog,
) -> Vec<EventType> {
    let only = definition.only_event_type(catalog);
    let Some(wanted) = wanted else {
        return only.into_iter().collect();
    };
    let wanted = endpoints::event_types(text, wanted);
    match only {
        Some(only) if wanted.iter().any(|it| *it != only) => {
            text.checked::<()>(Err(not_taken(only)));
            wanted
        }
        // All, as far as the trigger is concerned.
        Some(only) => vec![only],
        None => wanted,
    }
}

fn not_taken(only: EventType) -> FieldError {
    let message = format!("the flow's trigger takes {only} alone; choose that, or another trigger");
    FieldError::new("/eventTypes", "not_taken_by_trigger", message)
}
