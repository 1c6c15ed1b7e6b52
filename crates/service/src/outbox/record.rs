use std::{sync::Arc, time::Duration};

use winfactor_domain::{
    EventId, EventType, Organization, Timestamp,
    events::{Envelope, EventData},
};
use winfactor_store::{
    StoreError, Tx,
    deliveries::{self, DeliveryRow, DeliveryStatus, Older},
    events::{self, EventRow},
    subscriptions::{self, Subscription},
};

use super::{Delivery, Destination, EventFilter, Limits, lanes::Entrance};
use crate::{Result, Service, ServiceError};

/// How long a delivery belongs to the server that recorded or claimed it. Longer than a try can
/// last; short enough that what its owner lost sight of is soon taken up again.
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
    /// How many runs of flows, each started by the event of the one before, lead to what is
    /// recorded.
    pub run_depth: u32,
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
            run_depth: self.run_depth,
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
            run_depth: 0,
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
                    limits: subscription
                        .max_in_flight
                        .map(|most| Limits::of(most, subscription.max_per_second)),
                    test: event.test,
                    probe: false,
                    follows,
                }),
                Place::Database { due_at } if due_at <= self.now => {
                    recorded.waiting.push(destination);
                }
                Place::Database { .. } | Place::Held => {}
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
        let (subject, seq) = (&*event.subject, event.subject_seq);
        let older = match seq {
            1 => None,
            _ => deliveries::older_open(self.tx, &subscription.destination, subject, seq)?,
        };
        // What follows an event that waits for its next try waits as long.
        let due_at = older.and_then(|older| older.waits_until);
        let due_at = due_at.unwrap_or(self.now).max(self.now);
        match dispatcher.entrance(destination, self.now) {
            Entrance::Open => {}
            Entrance::Full => return Ok(Place::Database { due_at }),
            // Somebody waits for a trial.
            Entrance::Closed(_) if event.test => return Ok(Place::Database { due_at }),
            Entrance::Closed(until) => {
                let due_at = due_at.max(until);
                return Ok(Place::Database { due_at });
            }
        }
        let Some(Older { event: older, .. }) = older else {
            return Ok(Place::Lane { follows: None });
        };
        // Right behind that very event, and behind no other: one in between may be in the database,
        // or at another server.
        let is_older = |one: &Delivery| one.destination == destination && one.event == older;
        let in_lane =
            self.earlier.iter().any(is_older) || dispatcher.is_last(destination, subject, older);
        Ok(match in_lane {
            true => Place::Lane {
                follows: Some(older),
            },
            false => Place::Database { due_at },
        })
    }
}

#[derive(Clone, Copy)]
enum Place {
    Lane { follows: Option<EventId> },
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
