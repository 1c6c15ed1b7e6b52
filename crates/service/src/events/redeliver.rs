use winfactor_domain::{EventId, OrganizationId};
use winfactor_store::{
    deliveries::{self, DeliveryRow, DeliveryStatus},
    events::{self, EventRow},
    subscriptions,
};

use crate::{Result, Service, ServiceError, Work, outbox::Destination};

/// Sends an event again, with the same id and the same bytes: to one destination, or to all it was
/// for that can be sent to. Refused while it is being tried. Returns how many deliveries are due now,
/// or held because their destination is paused.
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
            match destination {
                Some(destination) => again(work, &event, &destination.to_string()).map(|()| 1),
                None => everywhere(work, &event),
            }
        })
        .await
}

/// To all destinations; the reason of one that refuses counts only when none is left.
fn everywhere(work: &mut Work<'_, '_>, event: &EventRow) -> Result<u64> {
    let mut sent = 0;
    let mut refusal = ServiceError::conflict(
        "no_destination",
        "this event had no destination; name the endpoint or flow to send it to",
    );
    for delivery in deliveries::of_event(work.tx, event.organization, event.id)? {
        match again(work, event, &delivery.destination) {
            Ok(()) => sent += 1,
            Err(error @ ServiceError::Conflict { .. }) => refusal = error,
            Err(error) => return Err(error),
        }
    }
    match sent {
        0 => Err(refusal),
        sent => Ok(sent),
    }
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
        // The probe of an endpoint that is switched off: it goes now, and stays the probe.
        Some(delivery)
            if status == DeliveryStatus::Held && delivery.status == DeliveryStatus::Pending =>
        {
            deliveries::redeliver(work.tx, organization, event.id, destination, work.now)?;
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
    // Whoever asks for it does not want to wait until a receiver has had its rest.
    work.changed(parsed);
    work.wake(parsed);
    Ok(())
}
