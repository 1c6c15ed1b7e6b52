use winfactor_domain::OrganizationId;
use winfactor_store::{Page, connections};

use super::Connection;
use crate::{Result, Service};

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    page: Page,
) -> Result<(Vec<Connection>, bool)> {
    let (rows, more) = service
        .read(move |tx| Ok(page.split(connections::list(tx, organization, &page)?)))
        .await?;
    let rows = rows.into_iter().map(Connection::of);
    Ok((rows.collect::<Result<_>>()?, more))
}
