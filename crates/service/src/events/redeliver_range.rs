use winfactor_domain::{EventType, OrganizationId, Timestamp};
use winfactor_store::{deliveries, events};

use super::redeliver::again;
use crate::{Result, Service, ServiceError, outbox::Destination};

/// Which events are sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub destination: Destination,
    pub since: Timestamp,
    pub until: Timestamp,
    /// Empty means all.
    pub event_types: Vec<EventType>,
    /// Only those that were given up or never had a delivery to this destination.
    pub only_missing: bool,
}

/// Events looked at in one transaction.
const BATCH: u32 = 200;

/// Sends the events of a span of time to one destination again, oldest first, also those that were
/// recorded when it did not exist or was stopped. What is on its way already is left alone. Returns
/// how many deliveries are due now.
pub async fn redeliver_range(
    service: &Service,
    organization: OrganizationId,
    range: Range,
) -> Result<u64> {
    if range.until < range.since {
        return Err(ServiceError::Invalid(
            winfactor_domain::FieldError::new("/until", "out_of_range", "must not be before since")
                .into(),
        ));
    }
    let mut after = String::new();
    let mut total = 0;
    loop {
        let (batch, cursor) = (range.clone(), after.clone());
        let (sent, last) = service
            .write(move |work| {
                let name = batch.destination.to_string();
                let events = events::between(
                    work.tx,
                    organization,
                    (batch.since, batch.until),
                    &cursor,
                    BATCH,
                )?;
                let mut sent = 0;
                for event in &events {
                    let wanted = batch.event_types.is_empty()
                        || batch.event_types.contains(&event.event_type);
                    let present = deliveries::get(work.tx, organization, event.id, &name)?;
                    let due = match &present {
                        None => true,
                        Some(delivery) if !delivery.status.is_final() => false,
                        Some(delivery) => {
                            !batch.only_missing
                                || delivery.status != deliveries::DeliveryStatus::Delivered
                        }
                    };
                    if wanted && due && !event.test {
                        again(work, event, &name)?;
                        sent += 1;
                    }
                }
                let full = events.len() == BATCH as usize;
                let last = events.last().filter(|_| full).map(|event| event.id);
                Ok((sent, last))
            })
            .await?;
        total += sent;
        match last {
            Some(last) => after = last.to_string(),
            None => return Ok(total),
        }
    }
}
