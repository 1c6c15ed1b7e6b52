use winfactor_domain::{FlowId, OrganizationId};
use winfactor_flows::TemplateDocument;

use super::get::stored;
use crate::{Result, Service};

/// The flow as a template document that ActivePieces imports: complete, even where the flow that was
/// taken in was not.
pub async fn export(
    service: &Service,
    organization: OrganizationId,
    id: FlowId,
) -> Result<TemplateDocument> {
    let (row, definition) = service.read(move |tx| stored(tx, organization, id)).await?;
    let mut document = definition.into_document();
    if document.name != row.name {
        for flow in &mut document.flows {
            flow.display_name.clone_from(&row.name);
        }
        document.name = row.name;
    }
    document.complete(row.updated_at.0);
    Ok(document)
}
