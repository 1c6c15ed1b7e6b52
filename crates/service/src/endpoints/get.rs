use winfactor_domain::{EndpointId, EventType, OrganizationId, Timestamp};
use winfactor_store::{
    StoreError, deliveries,
    webhook_endpoints::{self, EndpointRow, EndpointState, FlowCheck},
};

use super::SealedSettings;
use crate::{Result, Service, ServiceError, outbox::EventFilter};

/// An endpoint as people see it: no secret in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    pub id: EndpointId,
    pub url: String,
    pub description: String,
    /// Empty means all.
    pub event_types: Vec<EventType>,
    pub filter: Option<EventFilter>,
    pub header_names: Vec<String>,
    /// The kind of authentication: `none`, `basic`, `header`, `body_hmac`.
    pub auth: &'static str,
    /// Waits between tries in seconds; nothing means the default.
    pub retry_schedule: Option<Vec<u32>>,
    pub max_in_flight: u32,
    /// Tries a second at most; nothing means no limit.
    pub max_per_second: Option<u32>,
    pub auto_pause: bool,
    pub state: EndpointState,
    /// What is known of the flow behind it, if it is an address of ActivePieces.
    pub flow: Option<FlowCheck>,
    /// Events that wait until it is resumed.
    pub held: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Endpoint {
    pub(super) fn of(row: EndpointRow, settings: SealedSettings, held: i64) -> Result<Self> {
        let filter = row.filter.as_deref().map(serde_json::from_str);
        Ok(Endpoint {
            id: row.id,
            url: row.url,
            description: row.description,
            event_types: row.event_types,
            filter: filter
                .transpose()
                .map_err(|error| StoreError::corrupt("webhook_endpoints.filter", error))?,
            header_names: settings.headers.into_iter().map(|(name, _)| name).collect(),
            auth: settings.auth.kind(),
            retry_schedule: row.retry_schedule,
            max_in_flight: row.max_in_flight,
            max_per_second: row.max_per_second,
            flow: row.flow,
            auto_pause: row.auto_pause,
            state: row.state,
            held,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// The endpoint of that id.
pub async fn get(
    service: &Service,
    organization: OrganizationId,
    id: EndpointId,
) -> Result<Endpoint> {
    let (row, held) = service
        .read(move |tx| {
            let row = webhook_endpoints::get(tx, organization, id)?;
            let held = deliveries::count_held(tx, organization, &id.to_string())?;
            Ok((row, held))
        })
        .await?;
    let row = row.ok_or_else(|| ServiceError::not_found("webhook endpoint", id))?;
    let settings = SealedSettings::open(service.secrets(), id, &row.sealed)?;
    Endpoint::of(row, settings, held)
}
