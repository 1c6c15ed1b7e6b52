use std::collections::HashSet;

use futures_util::{StreamExt, stream};
use winfactor_domain::{OrganizationId, Timestamp};
use winfactor_store::{
    EndpointStatus,
    deliveries::{self, Claimed, DeliveryStatus, Finish},
    webhook_endpoints::{self, EndpointRow},
};

use super::{Delivery, Destination, Limits, align::align, lanes::Entrance, node, record::LEASE};
use crate::{Result, Service, Work};

/// Destinations for which the database is asked at once.
const AT_ONCE: usize = 16;

/// Gives back what this server will not try, then takes what is due from the database into the
/// lanes, as far as they have room. Returns how many deliveries were taken. What goes wrong with one
/// destination is reported and holds up no other.
pub async fn due(service: &Service) -> Result<usize> {
    if !node::is_heard_of(service, service.now()) {
        node::beat(service).await?;
    }
    give_back(service).await?;
    let now = service.now();
    service.dispatcher().refill(now);
    let due = service
        .read(move |tx| Ok(deliveries::due_destinations(tx, now)?))
        .await?;
    let mut destinations = Vec::with_capacity(due.len());
    for (organization, name) in due {
        match name.parse::<Destination>() {
            Ok(destination) => destinations.push((organization, destination)),
            Err(error) => tracing::error!(
                %organization,
                destination = name,
                error = &error as &dyn std::error::Error,
                "deliveries are addressed to something that is neither an endpoint nor a flow",
            ),
        }
    }
    let known: HashSet<Destination> = destinations.iter().map(|(_, one)| *one).collect();
    service.dispatcher().only_due(&known);
    let claims = stream::iter(destinations)
        .map(|(organization, destination)| async move {
            let taken = of_destination(service, organization, destination).await;
            taken.unwrap_or_else(|error| {
                tracing::error!(
                    %organization,
                    %destination,
                    error = &error as &dyn std::error::Error,
                    "due deliveries could not be claimed; another attempt follows",
                );
                0
            })
        })
        .buffer_unordered(AT_ONCE);
    Ok(claims
        .fold(0, |sum, taken| async move { sum + taken })
        .await)
}

/// Ends the leases of what this server owns and will not try.
pub(super) async fn give_back(service: &Service) -> Result<()> {
    let back = service.dispatcher().returned();
    if back.is_empty() {
        return Ok(());
    }
    let node = service.dispatcher().node();
    let kept = back.clone();
    let given = service
        .write(move |work| {
            for (delivery, due_at) in &back {
                deliveries::release(
                    work.tx,
                    node,
                    delivery.organization,
                    delivery.event,
                    &delivery.destination.to_string(),
                    waits_until(delivery, *due_at, work),
                )?;
                work.wake(delivery.destination);
            }
            Ok(())
        })
        .await;
    if given.is_err() {
        service.dispatcher().keep_returned(kept);
    }
    given
}

/// What goes back untried keeps its place in the queue: the moment at which it was recorded.
fn waits_until(delivery: &Delivery, due_at: Timestamp, work: &Work<'_, '_>) -> Timestamp {
    due_at.max(delivery.event.created_at().min(work.now))
}

async fn of_destination(
    service: &Service,
    organization: OrganizationId,
    destination: Destination,
) -> Result<usize> {
    let dispatcher = service.dispatcher();
    if let Entrance::Closed(_) = dispatcher.entrance(destination, service.now()) {
        return Ok(0);
    }
    let room = dispatcher.begin_claim(destination);
    if room == 0 {
        return Ok(0);
    }
    let after = service.clone();
    let (count, endpoint) = service
        .write_then(
            move |work| take(work, organization, destination, room),
            move |taken| {
                let dispatcher = after.dispatcher();
                dispatcher.end_claim(destination, taken.count == room, taken.more);
                dispatcher.take_in(taken.deliveries);
                (taken.count, taken.endpoint)
            },
        )
        .await?;
    if let Some(row) = endpoint
        && let Err(error) = dispatcher.endpoints().remember(service, row)
    {
        // It is read, and reported, again with each try.
        tracing::debug!(
            error = &error as &dyn std::error::Error,
            "an endpoint could not be read"
        );
    }
    Ok(count)
}

/// What a claim took from the database.
struct Taken {
    deliveries: Vec<Delivery>,
    count: usize,
    /// Whether more is due, which waits for older events of its subjects.
    more: bool,
    endpoint: Option<EndpointRow>,
}

fn take(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    destination: Destination,
    room: usize,
) -> Result<Taken> {
    let (now, lease_end) = (work.now, work.now + LEASE);
    let name = destination.to_string();
    let node = work.service().dispatcher().node();
    let mut endpoint = None;
    let mut switched_off = false;
    if let Destination::Endpoint(id) = destination {
        endpoint = webhook_endpoints::get(work.tx, organization, id)?;
        let status = endpoint.as_ref().map(|row| row.state.status);
        if status != Some(EndpointStatus::Active) {
            // Tests go out all the same, and so does the probe.
            align(work, organization, id, status)?;
            switched_off = status == Some(EndpointStatus::Off);
        }
    }
    let limit = u32::try_from(room).unwrap_or(u32::MAX);
    let claimed = deliveries::claim(work.tx, node, &name, now, lease_end, limit)?;
    let count = claimed.len();
    let limits = endpoint
        .as_ref()
        .map(|row| Limits::of(row.max_in_flight, row.max_per_second));
    let mut taken = Vec::with_capacity(count);
    for one in claimed {
        if one.body.is_none() {
            give_up(work, &one, &name)?;
        }
        let delivery = Delivery::claimed(one, destination, lease_end, switched_off);
        taken.extend(delivery.map(|delivery| Delivery { limits, ..delivery }));
    }
    Ok(Taken {
        deliveries: taken,
        count,
        more: deliveries::any_due(work.tx, &name, now)?,
        endpoint,
    })
}

/// There is nothing left to send: the event is no longer kept.
fn give_up(work: &mut Work<'_, '_>, claimed: &Claimed, destination: &str) -> Result<()> {
    let node = work.service().dispatcher().node();
    let skipped = Finish {
        organization: claimed.organization,
        event: claimed.event,
        destination,
        status: DeliveryStatus::Skipped,
        attempts: claimed.attempts,
        due_at: work.now,
        last_failure: None,
        now: work.now,
    };
    deliveries::finish(work.tx, node, &skipped)?;
    Ok(())
}
