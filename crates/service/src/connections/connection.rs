use winfactor_domain::{ConnectionId, Timestamp};
use winfactor_store::{
    StoreError,
    connections::{ConnectionRow, ConnectionState},
};

use super::ConnectionType;
use crate::Result;

/// A connection as people see it: its value is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    pub id: ConnectionId,
    /// As flows name it; unique in its organization.
    pub external_id: String,
    pub display_name: String,
    /// The package name of the piece that it is for, such as `@activepieces/piece-slack`.
    pub piece_name: String,
    pub kind: ConnectionType,
    pub state: ConnectionState,
    /// Runs of flows that wait until it works again.
    pub waiting_runs: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Connection {
    pub(super) fn of(row: ConnectionRow, waiting_runs: i64) -> Result<Self> {
        Ok(Connection {
            waiting_runs,
            kind: kind(&row)?,
            id: row.id,
            external_id: row.external_id,
            display_name: row.display_name,
            piece_name: row.piece_name,
            state: row.state,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

pub(super) fn kind(row: &ConnectionRow) -> Result<ConnectionType, StoreError> {
    ConnectionType::from_code(&row.connection_type).ok_or_else(|| StoreError::Corrupt {
        what: "connections.connection_type: not one of the known words".to_owned(),
        source: None,
    })
}
