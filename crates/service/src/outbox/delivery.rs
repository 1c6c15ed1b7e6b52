use std::{fmt, str::FromStr, sync::Arc};

use winfactor_domain::{
    EndpointId, EventId, EventType, FlowId, IdError, OrganizationId, Timestamp,
};
use winfactor_store::deliveries::Claimed;

use super::Limits;

/// Where deliveries go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Destination {
    Endpoint(EndpointId),
    Flow(FlowId),
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Destination::Endpoint(id) => id.fmt(f),
            Destination::Flow(id) => id.fmt(f),
        }
    }
}

impl FromStr for Destination {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.parse() {
            Ok(id) => Ok(Destination::Flow(id)),
            Err(_) => text.parse().map(Destination::Endpoint),
        }
    }
}

/// A delivery that this server owns, on its way through memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub organization: OrganizationId,
    pub event: EventId,
    pub destination: Destination,
    pub event_type: EventType,
    pub subject: Arc<str>,
    /// Tries made so far, and how many of them belong to earlier rounds of the schedule.
    pub attempts: u32,
    pub round_start: u32,
    pub body: Arc<str>,
    /// Until when this server owns it.
    pub lease_end: Timestamp,
    /// The revision of the destination's settings when it was recorded; none when it was claimed,
    /// which reads them anyway.
    pub revision: Option<i64>,
    /// How many tries the destination takes, where that was read with it.
    pub limits: Option<Limits>,
    /// Whether somebody asked for the event to try the destination out.
    pub test: bool,
    /// Whether it goes out to learn if a destination that is switched off is on again.
    pub probe: bool,
    /// The event of its subject that was still on its way when this one was recorded: it goes after
    /// that one.
    pub follows: Option<EventId>,
}

impl Delivery {
    /// A claimed one, unless its event is no longer kept.
    pub(super) fn claimed(
        claimed: Claimed,
        destination: Destination,
        lease_end: Timestamp,
        to_switched_off: bool,
    ) -> Option<Self> {
        // A test is a subject of its own.
        let test = claimed.subject == claimed.event.to_string();
        Some(Delivery {
            organization: claimed.organization,
            event: claimed.event,
            destination,
            event_type: claimed.event_type,
            subject: claimed.subject.into(),
            attempts: claimed.attempts,
            round_start: claimed.round_start,
            body: claimed.body?.into(),
            lease_end,
            revision: None,
            limits: None,
            test,
            probe: to_switched_off && !test,
            follows: None,
        })
    }
}
