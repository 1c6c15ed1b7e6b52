//! The table `connections`: accounts at other services, which flows name by their external id.

use std::collections::BTreeSet;

use winfactor_domain::{ConnectionId, OrganizationId, Timestamp};

use crate::{Page, Row, StoreError, Tx, codec, organizations, params};

/// A connection as stored; its value is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionRow {
    pub id: ConnectionId,
    pub organization: OrganizationId,
    /// As flows name it; unique in its organization.
    pub external_id: String,
    pub display_name: String,
    pub piece_name: String,
    /// What its value holds, in ActivePieces' words: `SECRET_TEXT`, `OAUTH2`, …
    pub connection_type: String,
    /// Its value, encrypted.
    pub sealed: String,
    pub state: ConnectionState,
    /// Raised with every new value.
    pub revision: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Whether a connection can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionState {
    pub status: ConnectionStatus,
    /// Why it does not work, for people.
    pub reason: Option<String>,
    /// Since when.
    pub changed_at: Timestamp,
    /// Whether the organization's people were told that it does not work.
    pub is_told: bool,
}

/// How a connection fares at its service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConnectionStatus {
    /// Nothing is known against it.
    Works,
    /// The service does not take it any more; somebody has to connect anew.
    Expired,
    /// It never worked, or cannot be read; somebody has to correct it.
    Broken,
}

impl ConnectionStatus {
    pub const ALL: [ConnectionStatus; 3] = [
        ConnectionStatus::Works,
        ConnectionStatus::Expired,
        ConnectionStatus::Broken,
    ];

    pub fn code(self) -> &'static str {
        match self {
            ConnectionStatus::Works => "works",
            ConnectionStatus::Expired => "expired",
            ConnectionStatus::Broken => "broken",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, id, external_id, display_name, piece_name, connection_type, \
             sealed, status, status_reason, status_changed_at, revision, created_at, updated_at, \
             told FROM connections ",
            $rest
        )
    };
}

/// Adds a connection; false when another one of the organization has its external id.
pub fn insert(tx: &mut Tx<'_>, connection: &ConnectionRow) -> Result<bool, StoreError> {
    let inserted = tx.execute(
        "INSERT INTO connections (organization_id, id, external_id, display_name, piece_name, \
         connection_type, sealed, status, status_reason, status_changed_at, revision, created_at, \
         updated_at, told) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
         ON CONFLICT (organization_id, external_id) DO NOTHING",
        params![
            &connection.organization.to_string(),
            &connection.id.to_string(),
            &connection.external_id,
            &connection.display_name,
            &connection.piece_name,
            &connection.connection_type,
            &connection.sealed,
            connection.state.status.code(),
            &connection.state.reason,
            connection.state.changed_at.0,
            connection.revision,
            connection.created_at.0,
            connection.updated_at.0,
            i64::from(connection.state.is_told),
        ],
    )?;
    Ok(inserted == 1)
}

/// How many connections an organization has. Other transactions that ask the same wait on
/// PostgreSQL until this one ends, so that together they cannot exceed a limit.
pub fn count_for_insert(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<i64, StoreError> {
    organizations::hold_for_insert(tx, organization)?;
    tx.query_one(
        "SELECT COUNT(*) FROM connections WHERE organization_id = $1",
        params![&organization.to_string()],
        |row| row.int(0),
    )
}

/// Writes all of a connection but its ids; whether there is one.
pub fn update(tx: &mut Tx<'_>, connection: &ConnectionRow) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE connections SET display_name = $3, piece_name = $4, connection_type = $5, \
         sealed = $6, status = $7, status_reason = $8, status_changed_at = $9, revision = $10, \
         updated_at = $11, told = $12, \
         renewing_until = CASE WHEN revision = $10 THEN renewing_until END \
         WHERE organization_id = $1 AND id = $2",
        params![
            &connection.organization.to_string(),
            &connection.id.to_string(),
            &connection.display_name,
            &connection.piece_name,
            &connection.connection_type,
            &connection.sealed,
            connection.state.status.code(),
            &connection.state.reason,
            connection.state.changed_at.0,
            connection.revision,
            connection.updated_at.0,
            i64::from(connection.state.is_told),
        ],
    )?;
    Ok(changed == 1)
}

/// Takes it upon the caller to renew a connection's value until that moment; false when somebody
/// else does, or when it has another value than that of `revision` by now.
pub fn begin_renewal(
    tx: &mut Tx<'_>,
    (organization, id): (OrganizationId, ConnectionId),
    revision: i64,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool, StoreError> {
    let begun = tx.execute(
        "UPDATE connections SET renewing_until = $5 WHERE organization_id = $1 AND id = $2 \
         AND revision = $3 AND (renewing_until IS NULL OR renewing_until <= $4)",
        params![
            &organization.to_string(),
            &id.to_string(),
            revision,
            now.0,
            until.0
        ],
    )?;
    Ok(begun == 1)
}

/// Ends a renewal: with a new value that takes the place of that of `revision`, or without. False
/// when it had another value by then, which stays.
pub fn end_renewal(
    tx: &mut Tx<'_>,
    (organization, id): (OrganizationId, ConnectionId),
    revision: i64,
    sealed: Option<&str>,
) -> Result<bool, StoreError> {
    let ended = tx.execute(
        "UPDATE connections SET renewing_until = NULL, sealed = COALESCE(CAST($4 AS TEXT), sealed), \
         revision = CASE WHEN CAST($4 AS TEXT) IS NULL THEN revision ELSE revision + 1 END \
         WHERE organization_id = $1 AND id = $2 AND revision = $3",
        params![
            &organization.to_string(),
            &id.to_string(),
            revision,
            sealed,
        ],
    )?;
    Ok(ended == 1)
}

/// The connection of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: ConnectionId,
) -> Result<Option<ConnectionRow>, StoreError> {
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
    id: ConnectionId,
) -> Result<Option<ConnectionRow>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2 /*postgres: FOR UPDATE*/"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// The connection that flows name so.
pub fn by_external_id(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    external_id: &str,
) -> Result<Option<ConnectionRow>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND external_id = $2"),
        params![&organization.to_string(), external_id],
        read,
    )
}

/// The names by which flows know the organization's connections.
pub fn external_ids(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
) -> Result<BTreeSet<String>, StoreError> {
    let ids = tx.query(
        "SELECT external_id FROM connections WHERE organization_id = $1",
        params![&organization.to_string()],
        |row| Ok(row.text(0)?.to_owned()),
    )?;
    Ok(ids.into_iter().collect())
}

/// Those of an organization that do not work, up to `limit`, by what people call them.
pub fn not_working(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    limit: u32,
) -> Result<Vec<ConnectionRow>, StoreError> {
    tx.query(
        select!(
            "WHERE organization_id = $1 AND status <> 'works' ORDER BY display_name, id LIMIT $2"
        ),
        params![&organization.to_string(), limit],
        read,
    )
}

/// A part of the list, newest first.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    page: &Page,
) -> Result<Vec<ConnectionRow>, StoreError> {
    tx.query(
        select!("WHERE organization_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"),
        params![&organization.to_string(), page.before(), page.rows()],
        read,
    )
}

/// Removes a connection; whether there was one.
pub fn delete(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: ConnectionId,
) -> Result<bool, StoreError> {
    let deleted = tx.execute(
        "DELETE FROM connections WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
    )?;
    Ok(deleted == 1)
}

fn read(row: &Row<'_>) -> Result<ConnectionRow, StoreError> {
    Ok(ConnectionRow {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        external_id: row.text(2)?.to_owned(),
        display_name: row.text(3)?.to_owned(),
        piece_name: row.text(4)?.to_owned(),
        connection_type: row.text(5)?.to_owned(),
        sealed: row.text(6)?.to_owned(),
        state: ConnectionState {
            status: codec::known(row, 7, "status", ConnectionStatus::from_code)?,
            reason: row.opt_text(8)?.map(str::to_owned),
            changed_at: Timestamp(row.int(9)?),
            is_told: row.int(13)? == 1,
        },
        revision: row.int(10)?,
        created_at: Timestamp(row.int(11)?),
        updated_at: Timestamp(row.int(12)?),
    })
}
