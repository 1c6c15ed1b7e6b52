//! The table `nodes`: which servers are at work on this database.

use winfactor_domain::{NodeId, Timestamp};

use crate::{StoreError, Tx, codec, params};

/// A server at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeRow {
    pub id: NodeId,
    pub version: String,
    pub started_at: Timestamp,
    pub heartbeat_at: Timestamp,
}

/// Notes that a server is alive.
pub fn heartbeat(tx: &mut Tx<'_>, node: &NodeRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO nodes (id, version, started_at, heartbeat_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (id) DO UPDATE SET heartbeat_at = $4",
        params![
            &node.id.to_string(),
            &node.version,
            node.started_at.0,
            node.heartbeat_at.0
        ],
    )?;
    Ok(())
}

/// Servers whose last sign of life is older than `before`.
pub fn silent_since(tx: &mut Tx<'_>, before: Timestamp) -> Result<Vec<NodeId>, StoreError> {
    tx.query(
        "SELECT id FROM nodes WHERE heartbeat_at < $1",
        params![before.0],
        |row| codec::id(row, 0),
    )
}

/// All servers that have not left.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<NodeRow>, StoreError> {
    tx.query(
        "SELECT id, version, started_at, heartbeat_at FROM nodes ORDER BY id",
        params![],
        |row| {
            Ok(NodeRow {
                id: codec::id(row, 0)?,
                version: row.text(1)?.to_owned(),
                started_at: Timestamp(row.int(2)?),
                heartbeat_at: Timestamp(row.int(3)?),
            })
        },
    )
}

/// Forgets a server.
pub fn remove(tx: &mut Tx<'_>, id: NodeId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM nodes WHERE id = $1", params![&id.to_string()])?;
    Ok(())
}
