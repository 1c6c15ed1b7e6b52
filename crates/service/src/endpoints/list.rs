use winfactor_domain::OrganizationId;
use winfactor_store::{Page, deliveries, webhook_endpoints};

use super::{Endpoint, SealedSettings};
use crate::{Result, Service};

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    page: Page,
) -> Result<(Vec<Endpoint>, bool)> {
    let (rows, more) = service
        .read(move |tx| {
            let (rows, more) = page.split(webhook_endpoints::list(tx, organization, &page)?);
            let rows = rows.into_iter().map(|row| {
                let held = deliveries::count_held(tx, organization, &row.id.to_string())?;
                Ok((row, held))
            });
            Ok((rows.collect::<Result<Vec<_>>>()?, more))
        })
        .await?;
    let endpoints = rows.into_iter().map(|(row, held)| {
        let settings = SealedSettings::open(service.secrets(), row.id, &row.sealed)?;
        Endpoint::of(row, settings, held)
    });
    Ok((endpoints.collect::<Result<_>>()?, more))
}
