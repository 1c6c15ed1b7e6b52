use winfactor_domain::{
    EndpointId, EventId, EventType, FlowId, Organization, OrganizationId, Timestamp,
    events::{
        Envelope, EventData, OrganizationRef,
        sample::{Fullness, sample},
    },
};
use winfactor_store::{subscriptions::Subscription, webhook_endpoints};

use crate::{Result, Service, ServiceError, Work, outbox::Destination};

/// What is sent to try a destination out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    pub event_type: EventType,
    /// Whether every optional part of the sample is null.
    pub sparse: bool,
}

/// Sends a sample event, marked `"test": true`, to one endpoint, whatever types it wants and
/// whether it is paused or not. Its delivery is logged and shown like any other, but it is tried once
/// and a failure counts for nothing. A success shows that a flow is on again that was switched off.
pub async fn test(
    service: &Service,
    organization: OrganizationId,
    id: EndpointId,
    trial: Trial,
) -> Result<EventId> {
    service
        .write(move |work| {
            let row = webhook_endpoints::get(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("webhook endpoint", id))?;
            // A receiver that asked for a rest is asked all the same.
            work.changed(Destination::Endpoint(id));
            record(
                work,
                organization,
                Destination::Endpoint(id),
                (row.revision, Some((row.max_in_flight, row.max_per_second))),
                trial,
            )
        })
        .await
}

/// Starts a flow with a sample event, marked `"test": true`.
pub async fn test_flow(
    service: &Service,
    organization: OrganizationId,
    id: FlowId,
    trial: Trial,
) -> Result<EventId> {
    service
        .write(move |work| {
            let row = winfactor_store::flows::get(work.tx, organization, id)?
                .ok_or_else(|| ServiceError::not_found("flow", id))?;
            record(
                work,
                organization,
                Destination::Flow(id),
                (row.revision, None),
                trial,
            )
        })
        .await
}

/// The body of a test event. The receiver sees its own organization, at the present moment.
pub(crate) fn sample_body(organization: &Organization, trial: Trial, now: Timestamp) -> String {
    let fullness = match trial.sparse {
        true => Fullness::Sparse,
        false => Fullness::Full,
    };
    let envelope: Envelope<EventData> = Envelope {
        timestamp: now,
        organization: OrganizationRef::from(organization),
        ..sample(trial.event_type, organization.locale, fullness)
    };
    envelope.as_test().render()
}

fn record(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    destination: Destination,
    (revision, limits): (i64, Option<(u32, Option<u32>)>),
    trial: Trial,
) -> Result<EventId> {
    let organization = work.organization(organization)?;
    let body = sample_body(&organization, trial, work.now);
    let chosen = Subscription {
        destination: destination.to_string(),
        event_types: Vec::new(),
        filter: None,
        holds: false,
        revision,
        max_in_flight: limits.map(|(in_flight, _)| in_flight),
        max_per_second: limits.and_then(|(_, per_second)| per_second),
    };
    let recorded = work
        .recording()
        .record_test(&organization, trial.event_type, body, chosen)?;
    Ok(work.take(recorded))
}
