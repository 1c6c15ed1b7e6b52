use std::{sync::Arc, time::Duration};

use winfactor_domain::{
    EventId, EventType, Organization, Timestamp,
    events::{Envelope, EventData},
};
use winfactor_store::{
    StoreError, Tx,
    deliveries::{self, DeliveryRow, DeliveryStatus},
    events::{self, EventRow},
    subscriptions::{self, Subscription},
};

use super::{Delivery, Destination, EventFilter};
use crate::{Result, Service, ServiceError};

/// How long a delivery belongs to the server that recorded or claimed it. Long enough for a full
/// lane of slow tries to be given back in order; short enough that a dead server's share is soon
/// taken over.
pub(super) const LEASE: Duration = Duration::from_secs(90);

/// An event that was just written, with the deliveries that this server owns already.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub event: EventId,
    pub deliveries: Vec<Delivery>,
    /// Destinations for which something was written without an owner.
    pub waiting: Vec<Destination>,
}

/// Where the deliveries of one transaction go together: a later event of a subject may follow an
/// earlier one that has not left the transaction yet.
#[derive(Debug)]
pub(crate) struct Recording<'r, 't> {
    pub tx: &'r mut Tx<'t>,
    pub service: &'r Service,
    pub earlier: &'r [Delivery],
    pub now: Timestamp,
}

impl Recording<'_, '_> {
    /// Writes an event, rendered once, and one delivery for each destination that wants it.
    pub(crate) fn record(self, organization: &Organization, data: &EventData) -> Result<Recorded> {
        let body = Envelope::of(organization, data).render();
        let subject = data.subject().to_owned();
        let seq = match data.event_type() {
            // The subject came into being with this transaction.
            EventType::SubmissionCreated | EventType::QuoteCreated | EventType::LeadCreated => 1,
            _ => events::last_seq(self.tx, organization.id, &subject)? + 1,
        };
        let event = EventRow {
            id: EventId::new(self.now, self.service.rng()),
            organization: organization.id,
            event_type: data.event_type(),
            subject,
            subject_seq: seq,
            test: false,
            occurred_at: data.occurred_at(),
            body,
        };
        events::insert(self.tx, &event)?;
        let wanted = subscriptions::of_organization(self.tx, organization.id)?;
        self.fan_out(&event, wanted)
    }

    /// Writes a test event and one delivery to the destination that is tried out.
    pub(crate) fn record_test(
        self,
        organization: &Organization,
        event_type: EventType,
        body: String,
        destination: Subscription,
    ) -> Result<Recorded> {
        let id = EventId::new(self.now, self.service.rng());
        let event = EventRow {
            id,
            organization: organization.id,
            event_type,
            // A subject of its own: a trial neither waits for real events nor holds them back.
            subject: id.to_string(),
            subject_seq: 1,
            test: true,
            occurred_at: self.now,
            body,
        };
        events::insert(self.tx, &event)?;
        let chosen = Subscription {
            event_types: Vec::new(),
            filter: None,
            holds: false,
            ..destination
        };
        self.fan_out(&event, vec![chosen])
    }

    fn fan_out(mut self, event: &EventRow, wanted: Vec<Subscription>) -> Result<Recorded> {
        let mut recorded = Recorded {
            event: event.id,
            deliveries: Vec::new(),
            waiting: Vec::new(),
        };
        let subject: Arc<str> = event.subject.as_str().into();
        let body: Arc<str> = event.body.as_str().into();
        let mut payload = None;
        for subscription in wanted {
            if !subscription.wants(event.event_type)
                || !accepts(&subscription, event, &mut payload)?
            {
                continue;
            }
            let destination: Destination = subscription
                .destination
                .parse()
                .map_err(|error| StoreError::corrupt("destination_id", error))?;
            let place = self.place(&subscription, destination, event)?;
            let (due_at, owner) = match place {
                Place::Lane { .. } => (self.now + LEASE, Some(self.service.dispatcher().node())),
                Place::Database { due_at } => (due_at, None),
                Place::Held => (self.now, None),
            };
            let status = match place {
                Place::Held => DeliveryStatus::Held,
                _ => DeliveryStatus::Pending,
            };
            deliveries::insert(
                self.tx,
                &DeliveryRow {
                    organization: event.organization,
                    event: event.id,
                    destination: subscription.destination,
                    event_type: event.event_type,
                    subject: event.subject.clone(),
                    subject_seq: event.subject_seq,
                    status,
                    attempts: 0,
                    round_start: 0,
                    due_at,
                    lease_owner: owner,
                    last_failure: None,
                    created_at: self.now,
                    finished_at: None,
                },
            )?;
            match place {
                Place::Lane { follows } => recorded.deliveries.push(Delivery {
                    organization: event.organization,
                    event: event.id,
                    destination,
                    event_type: event.event_type,
                    subject: subject.clone(),
                    attempts: 0,
                    round_start: 0,
                    body: body.clone(),
                    lease_end: due_at,
                    revision: Some(subscription.revision),
                    follows,
                }),
                Place::Database { .. } => recorded.waiting.push(destination),
                Place::Held => {}
            }
        }
        Ok(recorded)
    }

    /// Whether a delivery goes into this server's lane at once, or waits in the database.
    fn place(
        &mut self,
        subscription: &Subscription,
        destination: Destination,
        event: &EventRow,
    ) -> Result<Place, StoreError> {
        if subscription.holds {
            return Ok(Place::Held);
        }
        let dispatcher = self.service.dispatcher();
        let closed_until = dispatcher.closed_until(destination);
        if !dispatcher.has_room(destination) || closed_until > self.now {
            let due_at = closed_until.max(self.now);
            return Ok(Place::Database { due_at });
        }
        let (subject, seq) = (&*event.subject, event.subject_seq);
        if seq == 1
            || !deliveries::has_older_open(self.tx, &subscription.destination, subject, seq)?
        {
            return Ok(Place::Lane { follows: false });
        }
        let follows_earlier = self
            .earlier
            .iter()
            .any(|earlier| earlier.destination == destination && &*earlier.subject == subject);
        if follows_earlier || dispatcher.is_on_its_way(destination, subject) {
            return Ok(Place::Lane { follows: true });
        }
        Ok(Place::Database { due_at: self.now })
    }
}

#[derive(Clone, Copy)]
enum Place {
    Lane { follows: bool },
    Database { due_at: Timestamp },
    Held,
}

/// Whether the payload fulfils the destination's conditions; it is parsed only if there are any.
fn accepts(
    subscription: &Subscription,
    event: &EventRow,
    payload: &mut Option<serde_json::Value>,
) -> Result<bool> {
    let Some(filter) = &subscription.filter else {
        return Ok(true);
    };
    let filter: EventFilter = serde_json::from_str(filter)
        .map_err(|error| StoreError::corrupt("webhook_endpoints.filter", error))?;
    let payload = match payload {
        Some(payload) => payload,
        None => payload.insert(
            serde_json::from_str(&event.body)
                .map_err(|error| ServiceError::internal("an event's body is not JSON", error))?,
        ),
    };
    Ok(filter.accepts(payload))
}
