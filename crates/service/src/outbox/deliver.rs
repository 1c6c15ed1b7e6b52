use std::sync::Arc;

use winfactor_connectors::{
    http::DEFAULT_TIMEOUT,
    webhook::{Attempt, WebhookRequest},
};
use winfactor_domain::{EndpointId, FlowId, Timestamp};
use winfactor_store::EndpointStatus;

use super::{Delivery, Destination, Limits, endpoint::Endpoint, node};
use crate::{
    Result, Service,
    runs::{self, Started},
};

/// What came of trying a delivery.
#[derive(Debug)]
pub(super) enum Tried {
    /// The request was made, or refused before it was.
    Webhook {
        attempt: Box<Attempt>,
        started_at: Timestamp,
        endpoint: Arc<Endpoint>,
    },
    /// The flow's run was started, and the delivery finished with the same commit.
    FlowStarted,
    /// The destination was deleted, or a flow switched off, meanwhile.
    DestinationGone,
    /// The destination was paused, stopped or switched off meanwhile: it is held with the others.
    Held,
    /// The lease was about to end, or is not ours any more.
    TooLate,
    /// Something of our own was in the way.
    Hindered,
}

impl Tried {
    /// How the destination answered, if it was asked.
    pub(super) fn is_accepted(&self) -> Option<bool> {
        match self {
            Tried::Webhook { attempt, .. } => Some(attempt.outcome.is_delivered()),
            Tried::FlowStarted | Tried::DestinationGone => Some(true),
            Tried::Held | Tried::TooLate | Tried::Hindered => None,
        }
    }
}

/// Tries a delivery once. What must be written about it is in the answer.
pub(super) async fn attempt(service: &Service, delivery: &Delivery) -> Tried {
    // Another server may take over soon: better late there than twice.
    let now = service.now();
    if now + DEFAULT_TIMEOUT * 2 > delivery.lease_end || !node::is_heard_of(service, now) {
        return Tried::TooLate;
    }
    let tried = match delivery.destination {
        Destination::Endpoint(id) => webhook(service, delivery, id).await,
        Destination::Flow(id) => flow(service, delivery, id).await,
    };
    tried.unwrap_or_else(|error| {
        tracing::error!(
            organization = %delivery.organization,
            event = %delivery.event,
            destination = %delivery.destination,
            error = &error as &dyn std::error::Error,
            "a delivery could not be tried; another attempt follows",
        );
        Tried::Hindered
    })
}

async fn webhook(service: &Service, delivery: &Delivery, id: EndpointId) -> Result<Tried> {
    let endpoints = service.dispatcher().endpoints();
    let (organization, revision) = (delivery.organization, delivery.revision);
    let endpoint = endpoints.get(service, organization, id, revision).await?;
    let Some(endpoint) = endpoint else {
        return Ok(Tried::DestinationGone);
    };
    let goes_out = match endpoint.status {
        EndpointStatus::Active => true,
        EndpointStatus::Off => delivery.probe || delivery.test,
        EndpointStatus::Paused | EndpointStatus::Stopped => delivery.test,
    };
    if !goes_out {
        return Ok(Tried::Held);
    }
    let started_at = service.now();
    let attempt = service
        .webhooks()
        .attempt(WebhookRequest {
            url: &endpoint.url,
            event_type: delivery.event_type.name(),
            event_id: &delivery.event.to_string(),
            attempt: delivery.attempts + 1,
            body: bytes::Bytes::from_owner(SharedText(delivery.body.clone())),
            secrets: &endpoint.live_secrets(started_at),
            custom_headers: &endpoint.headers,
            auth: &endpoint.auth,
            timeout: DEFAULT_TIMEOUT,
            now: started_at.unix_seconds(),
        })
        .await;
    Ok(Tried::Webhook {
        attempt: Box::new(attempt),
        started_at,
        endpoint,
    })
}

async fn flow(service: &Service, delivery: &Delivery, id: FlowId) -> Result<Tried> {
    service
        .dispatcher()
        .set_limits(delivery.destination, Limits::at_once(runs::AT_ONCE));
    Ok(match runs::start(service, delivery, id).await? {
        Started::Run(_) => Tried::FlowStarted,
        Started::NotWanted => Tried::DestinationGone,
        Started::NotOurs => Tried::TooLate,
    })
}

/// The body as it was rendered, shared with every other destination of the event.
struct SharedText(Arc<str>);

impl AsRef<[u8]> for SharedText {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
