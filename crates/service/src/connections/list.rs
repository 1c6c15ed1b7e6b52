use winfactor_domain::OrganizationId;
use winfactor_store::{Page, connections, flow_runs};

use super::Connection;
use crate::{Result, Service};

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    page: Page,
) -> Result<(Vec<Connection>, bool)> {
    let ((rows, more), waiting) = service
        .read(move |tx| {
            let rows = page.split(connections::list(tx, organization, &page)?);
            Ok((rows, flow_runs::count_awaiting(tx, organization)?))
        })
        .await?;
    let rows = rows.into_iter().map(|row| {
        let waiting = waiting.get(&row.id).copied();
        Connection::of(row, waiting.unwrap_or(0))
    });
    Ok((rows.collect::<Result<_>>()?, more))
}
