//! The table `webhook_endpoints`.

use winfactor_domain::{EndpointId, EventType, OrganizationId, Timestamp};

use crate::{Page, Row, StoreError, Tx, codec, params};

pub use crate::flow_check::{FlowCheck, FlowState, update_flow};

/// An endpoint as stored; what is secret about it is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointRow {
    pub id: EndpointId,
    pub organization: OrganizationId,
    pub url: String,
    pub description: String,
    /// Empty means all.
    pub event_types: Vec<EventType>,
    /// Conditions on the payload, as JSON.
    pub filter: Option<String>,
    /// Signing secrets, custom headers and authentication, encrypted.
    pub sealed: String,
    /// Waits between tries, in seconds; nothing means the default schedule.
    pub retry_schedule: Option<Vec<u32>>,
    pub max_in_flight: u32,
    /// Tries a second at most; nothing means no limit.
    pub max_per_second: Option<u32>,
    pub auto_pause: bool,
    pub state: EndpointState,
    /// What is known of the ActivePieces flow behind it; nothing when it is no address of one.
    pub flow: Option<FlowCheck>,
    pub revision: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Whether an endpoint is sent to, and how it fares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointState {
    pub status: EndpointStatus,
    /// Why, as a stable word: `by_hand`, `failing`, `flow_off`, `gone`.
    pub reason: Option<String>,
    pub changed_at: Timestamp,
    /// When the failures since the last success began.
    pub failing_since: Option<Timestamp>,
    pub last_failure_at: Option<Timestamp>,
    pub failure_count: u32,
}

impl EndpointState {
    /// A state that begins now, without failures on record.
    pub fn since(now: Timestamp, status: EndpointStatus, reason: Option<&str>) -> Self {
        EndpointState {
            status,
            reason: reason.map(str::to_owned),
            changed_at: now,
            failing_since: None,
            last_failure_at: None,
            failure_count: 0,
        }
    }

    /// The state of an endpoint that is sent to.
    pub fn active(now: Timestamp) -> Self {
        Self::since(now, EndpointStatus::Active, None)
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, id, url, description, event_types, filter, sealed, \
             retry_schedule, max_in_flight, auto_pause, status, status_reason, status_changed_at, \
             failing_since, last_failure_at, failure_count, revision, created_at, updated_at, \
             max_per_second, flow_state, flow_message, flow_checked_at FROM webhook_endpoints ",
            $rest
        )
    };
}

/// What happens to events for an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EndpointStatus {
    /// Sent.
    Active,
    /// Held until somebody resumes it.
    Paused,
    /// Held while a probe goes on: the ActivePieces flow behind it is switched off.
    Off,
    /// Neither sent nor held: the receiver said that it is gone.
    Stopped,
}

impl EndpointStatus {
    pub const ALL: [EndpointStatus; 4] = [
        EndpointStatus::Active,
        EndpointStatus::Paused,
        EndpointStatus::Off,
        EndpointStatus::Stopped,
    ];

    pub fn code(self) -> &'static str {
        match self {
            EndpointStatus::Active => "active",
            EndpointStatus::Paused => "paused",
            EndpointStatus::Off => "off",
            EndpointStatus::Stopped => "stopped",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// Adds an endpoint.
pub fn insert(tx: &mut Tx<'_>, endpoint: &EndpointRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO webhook_endpoints (organization_id, id, url, description, event_types, filter, \
         sealed, retry_schedule, max_in_flight, auto_pause, status, status_reason, \
         status_changed_at, failing_since, last_failure_at, failure_count, revision, created_at, \
         updated_at, max_per_second, flow_state, flow_message, flow_checked_at) VALUES ($1, $2, $3, \
         $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)",
        params![
            &endpoint.organization.to_string(),
            &endpoint.id.to_string(),
            &endpoint.url,
            &endpoint.description,
            &codec::list(&endpoint.event_types),
            &endpoint.filter,
            &endpoint.sealed,
            endpoint.retry_schedule.as_ref().map(codec::list).as_ref(),
            endpoint.max_in_flight,
            endpoint.auto_pause,
            endpoint.state.status.code(),
            &endpoint.state.reason,
            endpoint.state.changed_at.0,
            endpoint.state.failing_since.map(|at| at.0),
            endpoint.state.last_failure_at.map(|at| at.0),
            endpoint.state.failure_count,
            endpoint.revision,
            endpoint.created_at.0,
            endpoint.updated_at.0,
            endpoint.max_per_second.map(i64::from),
            endpoint.flow.as_ref().map(|flow| flow.state.code()),
            endpoint.flow.as_ref().map(|flow| flow.message.as_str()),
            endpoint.flow.as_ref().map(|flow| flow.checked_at.0),
        ],
    )?;
    Ok(())
}

/// Writes the settings of an endpoint and raises its revision; its state stays.
pub fn update_settings(tx: &mut Tx<'_>, endpoint: &EndpointRow) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE webhook_endpoints SET url = $3, description = $4, event_types = $5, filter = $6, \
         sealed = $7, retry_schedule = $8, max_in_flight = $9, auto_pause = $10, updated_at = $11, \
         max_per_second = $12, flow_state = $13, flow_message = $14, flow_checked_at = $15, \
         revision = revision + 1 WHERE organization_id = $1 AND id = $2",
        params![
            &endpoint.organization.to_string(),
            &endpoint.id.to_string(),
            &endpoint.url,
            &endpoint.description,
            &codec::list(&endpoint.event_types),
            &endpoint.filter,
            &endpoint.sealed,
            endpoint.retry_schedule.as_ref().map(codec::list).as_ref(),
            endpoint.max_in_flight,
            endpoint.auto_pause,
            endpoint.updated_at.0,
            endpoint.max_per_second.map(i64::from),
            endpoint.flow.as_ref().map(|flow| flow.state.code()),
            endpoint.flow.as_ref().map(|flow| flow.message.as_str()),
            endpoint.flow.as_ref().map(|flow| flow.checked_at.0),
        ],
    )?;
    Ok(())
}

/// Writes the state of an endpoint and raises its revision; its settings stay.
pub fn update_state(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EndpointId,
    state: &EndpointState,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE webhook_endpoints SET status = $3, status_reason = $4, status_changed_at = $5, \
         failing_since = $6, last_failure_at = $7, failure_count = $8, revision = revision + 1 \
         WHERE organization_id = $1 AND id = $2",
        params![
            &organization.to_string(),
            &id.to_string(),
            state.status.code(),
            &state.reason,
            state.changed_at.0,
            state.failing_since.map(|at| at.0),
            state.last_failure_at.map(|at| at.0),
            state.failure_count,
        ],
    )?;
    Ok(())
}

/// Counts a failure. Not a change of settings: the revision stays.
pub fn count_failure(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EndpointId,
    at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE webhook_endpoints SET failing_since = COALESCE(failing_since, $3), \
         last_failure_at = $3, failure_count = failure_count + 1 \
         WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string(), at.0],
    )?;
    Ok(())
}

/// Forgets the failures after a success; whether there were any.
pub fn clear_failures(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EndpointId,
) -> Result<bool, StoreError> {
    let cleared = tx.execute(
        "UPDATE webhook_endpoints SET failing_since = NULL, last_failure_at = NULL, \
         failure_count = 0 WHERE organization_id = $1 AND id = $2 AND failing_since IS NOT NULL",
        params![&organization.to_string(), &id.to_string()],
    )?;
    Ok(cleared == 1)
}

/// The endpoint of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EndpointId,
) -> Result<Option<EndpointRow>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// The same, kept from other transactions until this one ends.
pub fn get_for_update(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EndpointId,
) -> Result<Option<EndpointRow>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2 /*postgres: FOR UPDATE*/"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// What happens to the events for an endpoint; nothing when there is none of that id.
pub fn status(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EndpointId,
) -> Result<Option<EndpointStatus>, StoreError> {
    tx.query_opt(
        "SELECT status FROM webhook_endpoints WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
        |row| codec::known(row, 0, "status", EndpointStatus::from_code),
    )
}

/// A part of the list, newest first.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    page: &Page,
) -> Result<Vec<EndpointRow>, StoreError> {
    tx.query(
        select!("WHERE organization_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"),
        params![&organization.to_string(), page.before(), page.rows()],
        read,
    )
}

/// Removes an endpoint; whether there was one.
pub fn delete(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: EndpointId,
) -> Result<bool, StoreError> {
    let deleted = tx.execute(
        "DELETE FROM webhook_endpoints WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
    )?;
    Ok(deleted == 1)
}

fn read(row: &Row<'_>) -> Result<EndpointRow, StoreError> {
    let types = codec::opt_list(row.text(4)?).map(|name| {
        name.parse()
            .map_err(|error| codec::corrupt("event_types", error))
    });
    let schedule = row.opt_text(7)?.map(|text| {
        codec::opt_list(text)
            .map(|wait| {
                wait.parse()
                    .map_err(|error| codec::corrupt("retry_schedule", error))
            })
            .collect::<Result<Vec<u32>, _>>()
    });
    let at = |index| Ok::<_, StoreError>(row.opt_int(index)?.map(Timestamp));
    let flow = FlowCheck::read(row, 20)?;
    Ok(EndpointRow {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        url: row.text(2)?.to_owned(),
        description: row.text(3)?.to_owned(),
        event_types: types.collect::<Result<_, _>>()?,
        filter: row.opt_text(5)?.map(str::to_owned),
        sealed: row.text(6)?.to_owned(),
        retry_schedule: schedule.transpose()?,
        max_in_flight: codec::count(row, 8, "max_in_flight")?,
        max_per_second: codec::opt_count(row, 19, "max_per_second")?,
        flow,
        auto_pause: row.flag(9)?,
        state: EndpointState {
            status: codec::known(row, 10, "status", EndpointStatus::from_code)?,
            reason: row.opt_text(11)?.map(str::to_owned),
            changed_at: Timestamp(row.int(12)?),
            failing_since: at(13)?,
            last_failure_at: at(14)?,
            failure_count: codec::count(row, 15, "failure_count")?,
        },
        revision: row.int(16)?,
        created_at: Timestamp(row.int(17)?),
        updated_at: Timestamp(row.int(18)?),
    })
}
