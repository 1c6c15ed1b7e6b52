//! What is known of the ActivePieces flow behind an endpoint: on, off, gone, or not known.
//!
//! A webhook address cannot be asked without starting its flow: whatever an enabled flow answers 200
//! to begins a run, and what is refused (a malformed body, an unknown type of content) is refused
//! before anybody looks at the flow. So nothing is sent there when an endpoint is saved. Whoever signed
//! in to the server is told by its own interface; for everybody else the connection is tried, and the
//! state is `unknown` until an event or a test event shows it.

use winfactor_connectors::{
    http::CheckedUrl,
    webhook::{Outcome, activepieces::ActivePiecesAddress},
};
use winfactor_domain::OrganizationId;
use winfactor_store::webhook_endpoints::{self, EndpointRow, FlowCheck, FlowState};

use crate::{
    Result, Service, Work,
    activepieces::{self, FlowSeen},
    outbox::Destination,
};

const NOT_SIGNED_IN: &str = "not checked: its server was reached, but whether the flow is on cannot \
     be asked without starting it; sign in to this server, or send a test event";
const ACCEPTED: &str = "accepted by ActivePieces: the flow is on";
const ANSWERS_OFF: &str = "the flow is switched off or was never published; its events are held, and \
     sent when it is on";
const ANSWERS_GONE: &str = "the flow was deleted; copy the address of another one";
const SEEN_ON: &str = "published and switched on, as its server says";
const SEEN_OFF: &str = "switched off, as its server says; its events are held as soon as one was \
     refused, and sent when it is on";
const SEEN_UNPUBLISHED: &str =
    "never published, as its server says: publish it, or its events are held";
const NOT_SEEN: &str = "the account that is signed in sees no flow with this id: it was deleted, or it \
     belongs to somebody else's project";

/// Finds out what can be found out without starting the flow; nothing when it is no address of one.
pub(super) async fn look(
    service: &Service,
    organization: OrganizationId,
    url: &CheckedUrl,
) -> Result<Option<FlowCheck>> {
    let Some(address) = ActivePiecesAddress::recognise(url) else {
        return Ok(None);
    };
    let seen = activepieces::see_flow(service, organization, &address.base, &address.flow_id);
    let (state, message) = match seen.await? {
        FlowSeen::On => (FlowState::On, SEEN_ON.to_owned()),
        FlowSeen::Off => (FlowState::Off, SEEN_OFF.to_owned()),
        FlowSeen::Unpublished => (FlowState::Off, SEEN_UNPUBLISHED.to_owned()),
        FlowSeen::Nowhere => (FlowState::Gone, NOT_SEEN.to_owned()),
        FlowSeen::NotAsked(why) => (FlowState::Unknown, format!("not checked: {why}")),
        FlowSeen::NotSignedIn => match service.http().reach(url).await {
            Ok(()) => (FlowState::Unknown, NOT_SIGNED_IN.to_owned()),
            Err(error) => (FlowState::Unknown, format!("not checked: {error}")),
        },
    };
    Ok(Some(FlowCheck {
        state,
        message,
        checked_at: service.now(),
    }))
}

/// Notes what an answer to an event shows, when it was not known.
pub(crate) fn learn(
    work: &mut Work<'_, '_>,
    endpoint: &EndpointRow,
    outcome: Outcome,
) -> Result<()> {
    let Some(known) = &endpoint.flow else {
        return Ok(());
    };
    let shown = match outcome {
        Outcome::Delivered => (FlowState::On, ACCEPTED),
        Outcome::FlowOff => (FlowState::Off, ANSWERS_OFF),
        Outcome::Gone => (FlowState::Gone, ANSWERS_GONE),
        Outcome::RetryLater { .. } | Outcome::Failed(_) => return Ok(()),
    };
    let (state, message) = shown;
    if state == known.state {
        return Ok(());
    }
    let check = FlowCheck {
        state,
        message: message.to_owned(),
        checked_at: work.now,
    };
    webhook_endpoints::update_flow(work.tx, endpoint.organization, endpoint.id, &check)?;
    if state != FlowState::On {
        // The next success is looked at, here and by other servers.
        let endpoints = work.service().dispatcher().endpoints();
        endpoints.set_failing(endpoint.id, true);
        work.began_to_fail(Destination::Endpoint(endpoint.id));
    }
    Ok(())
}
