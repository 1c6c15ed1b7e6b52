use winfactor_domain::{ConnectionId, FlowId, FlowRunId, NodeId, OrganizationId, Timestamp};

use crate::{StoreError, Tx, codec, params};

/// A run that its taker now owns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimedRun {
    pub organization: OrganizationId,
    pub id: FlowRunId,
}

/// Whether there is anything for `node` to [claim]. Asked first, because reading costs less than
/// writing.
pub fn is_any_due(tx: &mut Tx<'_>, node: NodeId, now: Timestamp) -> Result<bool, StoreError> {
    let found = tx.query_opt(
        "SELECT 1 FROM flow_runs WHERE due_at IS NOT NULL AND due_at <= $2 \
         AND (lease_owner IS NULL OR lease_owner = $1) LIMIT 1",
        params![&node.to_string(), now.0],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// The flows that have runs for `node` to [claim], those first whose run waits longest.
pub fn due_flows(
    tx: &mut Tx<'_>,
    node: NodeId,
    now: Timestamp,
) -> Result<Vec<(OrganizationId, FlowId)>, StoreError> {
    tx.query(
        "SELECT organization_id, flow_id FROM flow_runs WHERE due_at IS NOT NULL AND due_at <= $2 \
         AND (lease_owner IS NULL OR lease_owner = $1) \
         GROUP BY organization_id, flow_id ORDER BY MIN(due_at)",
        params![&node.to_string(), now.0],
        |row| Ok((codec::id(row, 0)?, codec::id(row, 1)?)),
    )
}

/// Takes up to `limit` due runs of a flow until `lease_end`, those that waited longest first.
///
/// Those are free ones and those that `node` itself lost sight of until its lease ended. What another
/// node owns stays with it until it gives it back or is found dead: clocks of different nodes are
/// never compared.
pub fn claim(
    tx: &mut Tx<'_>,
    node: NodeId,
    (organization, flow): (OrganizationId, FlowId),
    now: Timestamp,
    lease_end: Timestamp,
    limit: u32,
) -> Result<Vec<ClaimedRun>, StoreError> {
    // Two servers can look at the same rows only on PostgreSQL; there each skips what the other
    // has locked.
    tx.query(
        "UPDATE flow_runs SET lease_owner = $1, due_at = $2, awaited_connection_id = NULL \
         WHERE (organization_id, id) IN ( \
         SELECT organization_id, id FROM flow_runs WHERE organization_id = $5 AND flow_id = $6 \
         AND due_at IS NOT NULL AND due_at <= $3 AND (lease_owner IS NULL OR lease_owner = $1) \
         ORDER BY due_at LIMIT $4 /*postgres: FOR UPDATE SKIP LOCKED*/) \
         RETURNING organization_id, id",
        params![
            &node.to_string(),
            lease_end.0,
            now.0,
            limit,
            &organization.to_string(),
            &flow.to_string(),
        ],
        |row| {
            Ok(ClaimedRun {
                organization: codec::id(row, 0)?,
                id: codec::id(row, 1)?,
            })
        },
    )
}

/// Extends the lease of a run that this node owns and goes on with; false when it was no longer
/// ours.
pub fn keep(
    tx: &mut Tx<'_>,
    node: NodeId,
    organization: OrganizationId,
    id: FlowRunId,
    status: &str,
    lease_end: Timestamp,
) -> Result<bool, StoreError> {
    let kept = tx.execute(
        "UPDATE flow_runs SET status = $4, due_at = $5 \
         WHERE organization_id = $1 AND id = $2 AND lease_owner = $3",
        params![
            &organization.to_string(),
            &id.to_string(),
            &node.to_string(),
            status,
            lease_end.0,
        ],
    )?;
    Ok(kept == 1)
}

/// Makes a paused run due that nobody owns; whether it was paused.
pub fn wake(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: FlowRunId,
    paused: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let woken = tx.execute(
        "UPDATE flow_runs SET due_at = $4 WHERE organization_id = $1 AND id = $2 \
         AND status = $3 AND lease_owner IS NULL AND due_at IS NOT NULL",
        params![&organization.to_string(), &id.to_string(), paused, now.0],
    )?;
    Ok(woken == 1)
}

/// How a run stands that nobody goes on with just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    pub status: &'a str,
    /// The step that ended it, as JSON.
    pub failed_step: Option<&'a str>,
    /// When it is to be looked at again; nothing when it has ended.
    pub due_at: Option<Timestamp>,
    pub awaited_connection: Option<ConnectionId>,
}

/// Writes how a run that this node owns stands now, and gives the lease back; false when the lease
/// was no longer ours, and then nothing is written.
pub fn progress(
    tx: &mut Tx<'_>,
    node: NodeId,
    organization: OrganizationId,
    id: FlowRunId,
    standing: Standing<'_>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let finished_at = standing.due_at.is_none().then_some(now.0);
    // Only what has not ended has an owner.
    let written = tx.execute(
        "UPDATE flow_runs SET status = $4, failed_step = $5, due_at = $6, lease_owner = NULL, \
         finished_at = $7, awaited_connection_id = $8 \
         WHERE organization_id = $1 AND id = $2 AND lease_owner = $3",
        params![
            &organization.to_string(),
            &id.to_string(),
            &node.to_string(),
            standing.status,
            standing.failed_step,
            standing.due_at.map(|at| at.0),
            finished_at,
            standing
                .awaited_connection
                .map(|id| id.to_string())
                .as_ref(),
        ],
    )?;
    Ok(written == 1)
}

/// Gives back all leases of a node: when it shuts down, or when it is found dead.
pub fn release_all_of(tx: &mut Tx<'_>, node: NodeId, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE flow_runs SET lease_owner = NULL, due_at = $2 \
         WHERE lease_owner = $1 AND due_at IS NOT NULL",
        params![&node.to_string(), now.0],
    )
}

/// Gives back the leases of owners that are not among the nodes at work.
pub fn release_all_of_unknown(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE flow_runs SET lease_owner = NULL, due_at = $1 \
         WHERE due_at IS NOT NULL AND lease_owner IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM nodes n WHERE n.id = flow_runs.lease_owner)",
        params![now.0],
    )
}
