use std::collections::HashMap;

use winfactor_domain::{EventId, OrganizationId};
use winfactor_store::{
    Tx,
    attempts::{self, AttemptRow},
    deliveries::{self, DeliveryRow},
    events::{self, EventRow},
    flows, webhook_endpoints,
};

use crate::{Result, Service, ServiceError, outbox::Destination};

/// An event with all that was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventView {
    pub event: EventRow,
    pub deliveries: Vec<DeliveryView>,
}

/// A delivery with its tries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryView {
    pub delivery: DeliveryRow,
    /// What people call the destination; nothing when it was deleted.
    pub destination_name: Option<String>,
    pub attempts: Vec<AttemptRow>,
}

/// The event of that id.
pub async fn get(
    service: &Service,
    organization: OrganizationId,
    id: EventId,
) -> Result<EventView> {
    service
        .read(move |tx| {
            let event = events::get(tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("event", id))?;
            let mut tries: HashMap<String, Vec<AttemptRow>> = HashMap::new();
            for attempt in attempts::of_event(tx, organization, id)? {
                let of_destination = tries.entry(attempt.destination.clone()).or_default();
                of_destination.push(attempt);
            }
            let mut views = Vec::new();
            for delivery in deliveries::of_event(tx, organization, id)? {
                let destination_name = match delivery.destination.parse() {
                    Ok(destination) => destination_name(tx, organization, destination)?,
                    Err(_) => None,
                };
                views.push(DeliveryView {
                    destination_name,
                    attempts: tries.remove(&delivery.destination).unwrap_or_default(),
                    delivery,
                });
            }
            Ok(EventView {
                event,
                deliveries: views,
            })
        })
        .await
}

/// What people call a destination; nothing when there is none of that id.
pub(crate) fn destination_name(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    destination: Destination,
) -> Result<Option<String>> {
    Ok(match destination {
        Destination::Endpoint(id) => {
            let endpoint = webhook_endpoints::get(tx, organization, id)?;
            endpoint.map(|endpoint| match endpoint.description.is_empty() {
                true => endpoint.url,
                false => endpoint.description,
            })
        }
        Destination::Flow(id) => flows::get(tx, organization, id)?.map(|flow| flow.name),
    })
}
