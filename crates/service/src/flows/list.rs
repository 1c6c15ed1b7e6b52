use winfactor_domain::OrganizationId;
use winfactor_store::{Page, flows};

use super::{Flow, flow::definition};
use crate::{Result, Service};

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    page: Page,
) -> Result<(Vec<Flow>, bool)> {
    let (rows, more) = service
        .read(move |tx| {
            let (rows, more) = page.split(flows::list(tx, organization, &page)?);
            let rows = rows.into_iter().map(|row| {
                let definition = definition(tx, organization, &row)?;
                Ok((row, definition))
            });
            Ok((rows.collect::<Result<Vec<_>>>()?, more))
        })
        .await?;
    let catalog = service.flow_versions().catalog();
    let flows = rows
        .into_iter()
        .map(|(row, definition)| Flow::of(row, &definition, catalog));
    Ok((flows.collect(), more))
}
