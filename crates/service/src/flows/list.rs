use winfactor_domain::OrganizationId;
use winfactor_store::{Page, connections, flows};

use super::{Flow, definition::Surroundings, flow::definition, guard_rails::Checks};
use crate::{Result, Service};

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    page: Page,
) -> Result<(Vec<Flow>, bool)> {
    let (rows, more, connections) = service
        .read(move |tx| {
            let (rows, more) = page.split(flows::list(tx, organization, &page)?);
            let rows = rows.into_iter().map(|row| {
                let definition = definition(tx, organization, &row)?;
                let checks = Checks::load(tx, organization, row.id)?;
                Ok((row, definition, checks))
            });
            let rows = rows.collect::<Result<Vec<_>>>()?;
            Ok((rows, more, connections::external_ids(tx, organization)?))
        })
        .await?;
    let surroundings = Surroundings {
        catalog: service.flow_versions().catalog(),
        connections,
    };
    let flows = rows
        .into_iter()
        .map(|(row, definition, checks)| Flow::of(row, &definition, &surroundings, &checks));
    Ok((flows.collect(), more))
}
