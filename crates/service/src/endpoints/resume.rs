use std::time::Duration;

use winfactor_domain::{EndpointId, OrganizationId, Timestamp};
use winfactor_store::{
    EndpointStatus, deliveries,
    webhook_endpoints::{self, EndpointState},
};

use super::{Endpoint, get};
use crate::{
    Result, Service, ServiceError, Work,
    outbox::{Destination, PART, align},
};

/// What becomes of the events that were held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    All,
    /// Those recorded at or after a moment; older ones are skipped.
    Since(Timestamp),
    /// All are skipped.
    None,
}

/// An endpoint that is sent to again.
#[derive(Debug)]
pub struct Resumed {
    pub endpoint: Endpoint,
    /// How many held events are sent now.
    pub released: u64,
    pub skipped: u64,
}

/// Sends to an endpoint again that was paused, switched off or stopped. Long queues are skipped and
/// released part by part, the oldest first; what happens meanwhile is held until it is its turn.
pub async fn resume(
    service: &Service,
    organization: OrganizationId,
    id: EndpointId,
    held: Resume,
) -> Result<Resumed> {
    let before = match held {
        Resume::All => None,
        Resume::Since(since) => Some(since),
        // Up to and with this very moment.
        Resume::None => Some(service.now() + Duration::from_millis(1)),
    };
    let mut skipped = 0;
    if let Some(before) = before {
        loop {
            let part = service
                .write(move |work| skip(work, organization, id, before))
                .await?;
            skipped += part;
            if part < u64::from(PART) {
                break;
            }
        }
    }
    let released = service
        .write(move |work| {
            let status = status(work, organization, id)?;
            start(work, organization, id, status)
        })
        .await?;
    Ok(Resumed {
        endpoint: get(service, organization, id).await?,
        released,
        skipped,
    })
}

/// Makes an endpoint active and sends what was held; how many events that are.
pub(super) fn start(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: EndpointId,
    status: EndpointStatus,
) -> Result<u64> {
    let name = id.to_string();
    if status != EndpointStatus::Active {
        // The probe of one that was switched off goes with the rest, not at its own time.
        deliveries::hold_pending(work.tx, organization, &name, None, PART)?;
    }
    let released = deliveries::count_held(work.tx, organization, &name)?;
    let state = EndpointState::active(work.now);
    webhook_endpoints::update_state(work.tx, organization, id, &state)?;
    align(work, organization, id, Some(EndpointStatus::Active))?;
    work.changed(Destination::Endpoint(id));
    Ok(u64::try_from(released).unwrap_or_default())
}

/// Skips a part of what is held from before a moment. What still waits for an endpoint that is not
/// active is held first: it counts as well.
fn skip(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: EndpointId,
    before: Timestamp,
) -> Result<u64> {
    let (name, now) = (id.to_string(), work.now);
    if status(work, organization, id)? != EndpointStatus::Active {
        deliveries::hold_pending(work.tx, organization, &name, None, PART)?;
    }
    Ok(deliveries::skip_held(
        work.tx,
        organization,
        &name,
        before,
        now,
        PART,
    )?)
}

fn status(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: EndpointId,
) -> Result<EndpointStatus> {
    let row = webhook_endpoints::get_for_update(work.tx, organization, id)?
        .ok_or_else(|| ServiceError::not_found("webhook endpoint", id))?;
    Ok(row.state.status)
}
