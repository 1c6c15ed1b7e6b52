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

/// Notes that a server is alive. False when it was not known (any more).
pub fn heartbeat(tx: &mut Tx<'_>, node: &NodeRow) -> Result<bool, StoreError> {
    let id = node.id.to_string();
    let known = tx.execute(
        "UPDATE nodes SET heartbeat_at = $2 WHERE id = $1",
        params![&id, node.heartbeat_at.0],
    )?;
    if known == 0 {
        tx.execute(
            "INSERT INTO nodes (id, version, started_at, heartbeat_at) VALUES ($1, $2, $3, $4)",
            params![&id, &node.version, node.started_at.0, node.heartbeat_at.0],
        )?;
    }
    Ok(known == 1)
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
