//! Who wants an organization's events: its webhook endpoints and its flows, read together because
//! recording an event asks for both.

use winfactor_domain::{EventType, OrganizationId};

use crate::{EndpointStatus, StoreError, Tx, codec, params};

/// A destination of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// An endpoint's or a flow's id; its prefix tells which.
    pub destination: String,
    /// Empty means all.
    pub event_types: Vec<EventType>,
    /// Conditions on the payload, as JSON.
    pub filter: Option<String>,
    /// Whether events are held rather than sent at present.
    pub holds: bool,
    /// The revision of its settings.
    pub revision: i64,
    /// How many tries at once it takes, where that is a setting of it.
    pub max_in_flight: Option<u32>,
    /// How many tries a second, where that is limited.
    pub max_per_second: Option<u32>,
}

impl Subscription {
    pub fn wants(&self, event_type: EventType) -> bool {
        self.event_types.is_empty() || self.event_types.contains(&event_type)
    }
}

/// All destinations that events are sent to or held for.
pub fn of_organization(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
) -> Result<Vec<Subscription>, StoreError> {
    tx.query(
        "SELECT id, event_types, filter, status, revision, max_in_flight, \
         max_per_second FROM webhook_endpoints \
         WHERE organization_id = $1 AND status <> 'stopped' \
         UNION ALL \
         SELECT id, event_types, NULL, 'active', revision, NULL, NULL FROM flows \
         WHERE organization_id = $1 AND enabled = 1",
        params![&organization.to_string()],
        |row| {
            let types = codec::opt_list(row.text(1)?).map(|name| {
                name.parse()
                    .map_err(|error| codec::corrupt("event_types", error))
            });
            Ok(Subscription {
                max_in_flight: codec::opt_count(row, 5, "max_in_flight")?,
                max_per_second: codec::opt_count(row, 6, "max_per_second")?,
                destination: row.text(0)?.to_owned(),
                event_types: types.collect::<Result<_, _>>()?,
                filter: row.opt_text(2)?.map(str::to_owned),
                holds: row.text(3)? != EndpointStatus::Active.code(),
                revision: row.int(4)?,
            })
        },
    )
}
