//! What waits for an endpoint follows the endpoint's state.
//!
//! | state | what waits |
//! | --- | --- |
//! | active | is due |
//! | paused, stopped | is held |
//! | off | is held, but for one delivery, the probe |
//! | deleted | is given up |
//!
//! Whoever changes a state writes the state and aligns the first part of what waits with the same
//! transaction. The rest follows part by part, so that a queue of any length stops nobody, and a
//! pass that runs now and then finds whatever two servers left behind when they crossed. What is
//! being tried right now ends as it ends, and is aligned by its outcome.

use winfactor_domain::{EndpointId, OrganizationId};
use winfactor_store::{EndpointStatus, Tx, deliveries, webhook_endpoints};

use super::Destination;
use crate::{Result, Service, Work};

/// Deliveries that are changed with one transaction.
pub(crate) const PART: u32 = 1000;

/// Aligns a part of what waits for an endpoint, none meaning that it was deleted. If there may be
/// more, the pass is woken. Returns how many deliveries were changed.
pub(crate) fn align(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: EndpointId,
    status: Option<EndpointStatus>,
) -> Result<u64> {
    let name = id.to_string();
    let changed = match status {
        None => deliveries::skip_some_open(work.tx, organization, &name, work.now, PART)?,
        Some(EndpointStatus::Active) => {
            let released = deliveries::release_held(work.tx, organization, &name, work.now, PART)?;
            if released > 0 {
                work.wake(Destination::Endpoint(id));
            }
            released
        }
        Some(EndpointStatus::Paused | EndpointStatus::Stopped) => {
            deliveries::hold_pending(work.tx, organization, &name, None, PART)?
        }
        Some(EndpointStatus::Off) => leave_one_probe(work, organization, id, &name)?,
    };
    if changed >= u64::from(PART) {
        work.unaligned();
    }
    Ok(changed)
}

fn leave_one_probe(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: EndpointId,
    name: &str,
) -> Result<u64> {
    // One that waits for another of its subject can never be taken while that one is held.
    let probe = deliveries::takeable(work.tx, organization, name)?;
    let held = deliveries::hold_pending(work.tx, organization, name, probe, PART)?;
    if probe.is_some() || held >= u64::from(PART) {
        return Ok(held);
    }
    if deliveries::any_owned(work.tx, organization, name)? {
        return Ok(held);
    }
    let released = deliveries::release_probe(work.tx, organization, name, work.now)?;
    if released {
        work.wake(Destination::Endpoint(id));
    }
    Ok(held + u64::from(released))
}

/// Aligns a part of everything that is not as it should be. Returns how many deliveries were
/// changed; with nothing left, 0.
pub(super) async fn pass(service: &Service) -> Result<u64> {
    let unaligned = service.read(unaligned).await?;
    let mut changed = 0;
    for (organization, id) in unaligned {
        changed += service
            .write(move |work| {
                let row = webhook_endpoints::get_for_update(work.tx, organization, id)?;
                align(work, organization, id, row.map(|row| row.state.status))
            })
            .await?;
    }
    Ok(changed)
}

fn unaligned(tx: &mut Tx<'_>) -> Result<Vec<(OrganizationId, EndpointId)>> {
    let mut unaligned = Vec::new();
    for (organization, name) in deliveries::open_destinations(tx)? {
        // Flows hold nothing; whatever else cannot be read is reported where it is claimed.
        let Ok(Destination::Endpoint(id)) = name.parse() else {
            continue;
        };
        let status = webhook_endpoints::status(tx, organization, id)?;
        if !is_aligned(tx, organization, &name, status)? {
            unaligned.push((organization, id));
        }
    }
    Ok(unaligned)
}

fn is_aligned(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    name: &str,
    status: Option<EndpointStatus>,
) -> Result<bool> {
    Ok(match status {
        None => false,
        Some(EndpointStatus::Active) => !deliveries::any_held(tx, organization, name)?,
        Some(EndpointStatus::Paused | EndpointStatus::Stopped) => {
            deliveries::waiting(tx, organization, name)?.is_empty()
        }
        Some(EndpointStatus::Off) => match deliveries::waiting(tx, organization, name)?.len() {
            0 => {
                deliveries::any_owned(tx, organization, name)?
                    || !deliveries::any_held(tx, organization, name)?
            }
            waiting => waiting == 1 && deliveries::takeable(tx, organization, name)?.is_some(),
        },
    })
}
