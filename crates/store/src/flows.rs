//! The table `flows`: what an automation is called, whose it is, and what starts it. What it does
//! stands in [`flow_versions`](crate::flow_versions).

use winfactor_domain::{EventType, FlowId, OrganizationId, Timestamp};

use crate::{Page, Row, StoreError, Tx, codec, params};

/// A flow as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowRow {
    pub id: FlowId,
    pub organization: OrganizationId,
    pub name: String,
    /// Who looks after it.
    pub owner_name: Option<String>,
    /// Empty means all.
    pub event_types: Vec<EventType>,
    pub enabled: bool,
    /// The version that is in force.
    pub revision: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// What is asked each time when a flow is about to start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowState {
    pub enabled: bool,
    pub revision: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, id, name, owner_name, event_types, enabled, revision, \
             created_at, updated_at FROM flows ",
            $rest
        )
    };
}

/// Adds a flow.
pub fn insert(tx: &mut Tx<'_>, flow: &FlowRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO flows (organization_id, id, name, owner_name, event_types, enabled, revision, \
         created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            &flow.organization.to_string(),
            &flow.id.to_string(),
            &flow.name,
            &flow.owner_name,
            &codec::list(&flow.event_types),
            flow.enabled,
            flow.revision,
            flow.created_at.0,
            flow.updated_at.0,
        ],
    )?;
    Ok(())
}

/// Writes everything about a flow that can change; whether there is one.
pub fn update(tx: &mut Tx<'_>, flow: &FlowRow) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE flows SET name = $3, owner_name = $4, event_types = $5, enabled = $6, \
         revision = $7, updated_at = $8 WHERE organization_id = $1 AND id = $2",
        params![
            &flow.organization.to_string(),
            &flow.id.to_string(),
            &flow.name,
            &flow.owner_name,
            &codec::list(&flow.event_types),
            flow.enabled,
            flow.revision,
            flow.updated_at.0,
        ],
    )?;
    Ok(changed == 1)
}

/// The flow of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: FlowId,
) -> Result<Option<FlowRow>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// The same, for a change: until it is committed, nobody else changes the flow.
pub fn get_for_update(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: FlowId,
) -> Result<Option<FlowRow>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2 /*postgres: FOR NO KEY UPDATE*/"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// Whether a flow may start, and at which version.
pub fn state(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: FlowId,
) -> Result<Option<FlowState>, StoreError> {
    tx.query_opt(
        "SELECT enabled, revision FROM flows WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
        |row| {
            Ok(FlowState {
                enabled: row.flag(0)?,
                revision: row.int(1)?,
            })
        },
    )
}

/// A part of the list, newest first.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    page: &Page,
) -> Result<Vec<FlowRow>, StoreError> {
    tx.query(
        select!("WHERE organization_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"),
        params![&organization.to_string(), page.before(), page.rows()],
        read,
    )
}

/// How many there are.
pub fn count(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<i64, StoreError> {
    tx.query_one(
        "SELECT COUNT(*) FROM flows WHERE organization_id = $1",
        params![&organization.to_string()],
        |row| row.int(0),
    )
}

/// Removes a flow with its versions; whether there was one. Its runs stay.
pub fn delete(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: FlowId,
) -> Result<bool, StoreError> {
    let deleted = tx.execute(
        "DELETE FROM flows WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
    )?;
    Ok(deleted == 1)
}

fn read(row: &Row<'_>) -> Result<FlowRow, StoreError> {
    let types = codec::opt_list(row.text(4)?).map(|name| {
        name.parse()
            .map_err(|error| codec::corrupt("event_types", error))
    });
    Ok(FlowRow {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        name: row.text(2)?.to_owned(),
        owner_name: row.opt_text(3)?.map(str::to_owned),
        event_types: types.collect::<Result<_, _>>()?,
        enabled: row.flag(5)?,
        revision: row.int(6)?,
        created_at: Timestamp(row.int(7)?),
        updated_at: Timestamp(row.int(8)?),
    })
}
