use winfactor_domain::{EventId, OrganizationId};
use winfactor_store::{
    deliveries::{self, DeliveryRow, DeliveryStatus},
    events::{self, EventRow},
    subscriptions,
};

use crate::{Result, Service, ServiceError, Work, outbox::Destination};

/// Sends an event again, with the same id and the same bytes: to one destination, or to all it was
/// for. Refused while it is being tried. Returns how many deliveries are due now.
pub async fn redeliver(
    service: &Service,
    organization: OrganizationId,
    id: EventId,
    destination: Option<Destination>,
) -> Result<u64> {
    service
        .write(move |work| {
            let event = events::get(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("event", id))?;
            let destinations = match destination {
                Some(destination) => vec![destination.to_string()],
                None => deliveries::of_event(work.tx, organization, id)?
                    .into_iter()
                    .map(|delivery| delivery.destination)
                    .collect(),
            };
            if destinations.is_empty() {
                return Err(ServiceError::conflict(
                    "no_destination",
                    "this event had no destination; name the endpoint or flow to send it to",
                ));
            }
            for destination in &destinations {
                again(work, &event, destination)?;
            }
            Ok(destinations.len() as u64)
        })
        .await
}

/// Makes one delivery of an event due, or makes a delivery where there was none.
pub(super) fn again(work: &mut Work<'_, '_>, event: &EventRow, destination: &str) -> Result<()> {
    let organization = event.organization;
    let parsed: Destination = destination
        .parse()
        .map_err(|_| ServiceError::not_found("destination", destination))?;
    let known = subscriptions::of_organization(work.tx, organization)?;
    let wanted = known.iter().find(|one| one.destination == destination);
    let Some(subscription) = wanted else {
        return Err(ServiceError::conflict(
            "destination_stopped",
            format!("\"{destination}\" does not exist, is stopped or switched off: start it first"),
        ));
    };
    let status = match subscription.holds {
        true => DeliveryStatus::Held,
        false => DeliveryStatus::Pending,
    };
    match deliveries::get(work.tx, organization, event.id, destination)? {
        Some(delivery) if delivery.lease_owner.is_some() => {
            return Err(ServiceError::conflict(
                "already_in_flight",
                format!("event \"{}\" is being sent right now", event.id),
            ));
        }
        Some(_) if status == DeliveryStatus::Held => {
            deliveries::hold_again(work.tx, organization, event.id, destination)?;
        }
        Some(_) => {
            deliveries::redeliver(work.tx, organization, event.id, destination, work.now)?;
        }
        None => deliveries::insert(
            work.tx,
            &DeliveryRow {
                organization,
                event: event.id,
                destination: destination.to_owned(),
                event_type: event.event_type,
                subject: event.subject.clone(),
                subject_seq: event.subject_seq,
                status,
                attempts: 0,
                round_start: 0,
                due_at: work.now,
                lease_owner: None,
                last_failure: None,
                created_at: work.now,
                finished_at: None,
            },
        )?,
    }
    work.wake(parsed);
    Ok(())
}
