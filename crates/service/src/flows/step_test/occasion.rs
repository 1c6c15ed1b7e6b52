use winfactor_domain::{EventId, EventType, Organization, OrganizationId, Timestamp};
use winfactor_store::{
    Tx,
    events::{self, EventRow},
    organizations,
};

use crate::{
    Result, ServiceError,
    endpoints::sample_body,
    flows::Trial,
    runs::{Address, customer_of, is_a_contact, own},
};

/// What a message can be put together from.
pub(super) struct Occasions {
    organization: Organization,
    event_types: Vec<EventType>,
    last: Option<EventRow>,
}

/// An event, recorded or made up.
pub(super) struct Occasion {
    pub event_type: EventType,
    /// Its id, if it was recorded.
    pub event: Option<EventId>,
    pub body: String,
}

impl Occasions {
    /// For a flow that starts for these events; none means all.
    pub(super) fn load(
        tx: &mut Tx<'_>,
        organization: OrganizationId,
        event_types: &[EventType],
    ) -> Result<Self> {
        let event_types = match event_types {
            [] => EventType::ALL.to_vec(),
            some => some.to_vec(),
        };
        let mut last: Option<EventRow> = None;
        for event_type in &event_types {
            let newest = events::newest_of_type(tx, organization, *event_type)?;
            if newest.as_ref().map(|it| it.id) > last.as_ref().map(|it| it.id) {
                last = newest;
            }
        }
        let found = organizations::get(tx, organization)?;
        Ok(Occasions {
            organization: found
                .ok_or_else(|| ServiceError::not_found("organization", organization))?,
            event_types,
            last,
        })
    }

    /// The last event, then samples.
    pub(super) fn all(self, now: Timestamp) -> impl Iterator<Item = Occasion> {
        let last = self.last.map(|event| Occasion {
            event_type: event.event_type,
            event: Some(event.id),
            body: event.body,
        });
        let organization = self.organization;
        let samples = self.event_types.into_iter().map(move |event_type| {
            let trial = Trial {
                event_type,
                sparse: false,
            };
            Occasion {
                event_type,
                event: None,
                body: sample_body(&organization, trial, now),
            }
        });
        last.into_iter().chain(samples)
    }

    /// Whether one of the addresses belongs to a customer.
    pub(super) fn is_a_customers(&self, tx: &mut Tx<'_>, addresses: &[Address]) -> Result<bool> {
        let own = own(tx, self.organization.id)?;
        let customer = match &self.last {
            Some(event) => customer_of(tx, event)?,
            None => Default::default(),
        };
        for address in addresses.iter().filter(|address| !own.has(address)) {
            if customer.has(address) || is_a_contact(tx, self.organization.id, address)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
