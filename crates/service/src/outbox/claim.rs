use winfactor_store::{StoreError, deliveries, webhook_endpoints};

use super::{Delivery, Destination, finish::release, record::LEASE};
use crate::{Result, Service};

/// Takes what is due from the database into the lanes, as far as they have room. Returns how many
/// deliveries were taken.
pub async fn due(service: &Service) -> Result<usize> {
    let now = service.now();
    let destinations = service
        .read(move |tx| Ok(deliveries::due_destinations(tx, now)?))
        .await?;
    let mut taken = 0;
    for destination in destinations {
        let destination = destination
            .parse()
            .map_err(|error| StoreError::corrupt("destination_id", error))?;
        taken += of_destination(service, destination).await?;
    }
    Ok(taken)
}

async fn of_destination(service: &Service, destination: Destination) -> Result<usize> {
    let room = service.dispatcher().room(destination);
    if room == 0 {
        return Ok(0);
    }
    let limit = u32::try_from(room).unwrap_or(u32::MAX);
    let node = service.dispatcher().node();
    let claimed = service
        .write(move |work| {
            let (now, lease_end) = (work.now, work.now + LEASE);
            let name = destination.to_string();
            let claimed = deliveries::claim(work.tx, node, &name, now, lease_end, limit)?;
            let endpoint = match (destination, claimed.first()) {
                (Destination::Endpoint(id), Some(first)) => {
                    webhook_endpoints::get(work.tx, first.organization, id)?
                }
                _ => None,
            };
            Ok((claimed, endpoint, lease_end))
        })
        .await?;
    let (claimed, endpoint, lease_end) = claimed;
    let count = claimed.len();
    if let Some(row) = endpoint {
        service.dispatcher().endpoints().remember(service, row)?;
    }
    service.dispatcher().set_backlog(destination, count == room);
    let deliveries = claimed
        .into_iter()
        .map(|claimed| Delivery::claimed(claimed, destination, lease_end))
        .collect();
    let back = service.dispatcher().take_in(deliveries, None);
    release(service, back, service.now()).await?;
    Ok(count)
}
