//! Runs that wait for a connection.

use std::collections::BTreeMap;

use winfactor_domain::{ConnectionId, OrganizationId, Timestamp};

use crate::{StoreError, Tx, codec, params};

/// Makes up to `limit` of the runs due that wait for a connection, those first that wait longest;
/// returns how many.
pub fn wake_awaiting(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    connection: ConnectionId,
    now: Timestamp,
    limit: u32,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE flow_runs SET due_at = $3, awaited_connection_id = NULL \
         WHERE (organization_id, id) IN (SELECT organization_id, id FROM flow_runs \
         WHERE organization_id = $1 AND awaited_connection_id = $2 AND lease_owner IS NULL \
         AND due_at IS NOT NULL ORDER BY id LIMIT $4 /*postgres: FOR UPDATE SKIP LOCKED*/)",
        params![
            &organization.to_string(),
            &connection.to_string(),
            now.0,
            limit
        ],
    )
}

/// Connections for which runs wait though they work or are gone.
pub fn awaited_in_vain(tx: &mut Tx<'_>) -> Result<Vec<(OrganizationId, ConnectionId)>, StoreError> {
    tx.query(
        "SELECT r.organization_id, r.awaited_connection_id FROM ( \
         SELECT DISTINCT organization_id, awaited_connection_id FROM flow_runs \
         WHERE awaited_connection_id IS NOT NULL) r LEFT JOIN connections c \
         ON c.organization_id = r.organization_id AND c.id = r.awaited_connection_id \
         WHERE c.id IS NULL OR c.status = 'works'",
        params![],
        |row| Ok((codec::id(row, 0)?, codec::id(row, 1)?)),
    )
}

/// How many runs wait for each connection of an organization; without those for which none waits.
pub fn count_awaiting(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
) -> Result<BTreeMap<ConnectionId, i64>, StoreError> {
    let counted = tx.query(
        "SELECT awaited_connection_id, COUNT(*) FROM flow_runs \
         WHERE organization_id = $1 AND awaited_connection_id IS NOT NULL \
         GROUP BY awaited_connection_id",
        params![&organization.to_string()],
        |row| Ok((codec::id(row, 0)?, row.int(1)?)),
    )?;
    Ok(counted.into_iter().collect())
}
