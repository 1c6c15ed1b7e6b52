use winfactor_domain::{EndpointId, OrganizationId, Timestamp};
use winfactor_store::{deliveries, webhook_endpoints};

use super::{Endpoint, create::active, get};
use crate::{Result, Service, ServiceError, outbox::Destination};

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

/// Sends to an endpoint again that was paused, switched off or stopped.
pub async fn resume(
    service: &Service,
    organization: OrganizationId,
    id: EndpointId,
    held: Resume,
) -> Result<Resumed> {
    let (released, skipped) = service
        .write(move |work| {
            webhook_endpoints::get(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("webhook endpoint", id))?;
            let (name, now) = (id.to_string(), work.now);
            webhook_endpoints::update_state(work.tx, organization, id, &active(now))?;
            let since = match held {
                Resume::All => Some(Timestamp(0)),
                Resume::Since(since) => Some(since),
                Resume::None => None,
            };
            let released = match since {
                Some(since) => deliveries::release_held(work.tx, organization, &name, since, now)?,
                None => 0,
            };
            let skipped = deliveries::skip_held(work.tx, organization, &name, now)?;
            work.changed(Destination::Endpoint(id));
            work.wake(Destination::Endpoint(id));
            Ok((released, skipped))
        })
        .await?;
    Ok(Resumed {
        endpoint: get(service, organization, id).await?,
        released,
        skipped,
    })
}
