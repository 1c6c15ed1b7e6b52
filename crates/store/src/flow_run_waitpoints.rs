//! The table `flow_run_waitpoints`: where somebody goes on with a paused run, once.

use winfactor_domain::{FlowRunId, OrganizationId, Timestamp};

use crate::{Row, StoreError, Tx, codec, params};

/// A waitpoint as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct WaitpointRow {
    pub organization: OrganizationId,
    pub run: FlowRunId,
    pub id: String,
    /// When a step began to wait there; nothing while its address was only handed out.
    pub awaited_at: Option<Timestamp>,
    pub used_at: Option<Timestamp>,
    /// The call as JSON.
    pub payload: Option<String>,
}

/// The id is all that protects the run, and the call may hold personal data.
impl std::fmt::Debug for WaitpointRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WaitpointRow")
            .field("run", &self.run)
            .field("awaited_at", &self.awaited_at)
            .field("used_at", &self.used_at)
            .finish_non_exhaustive()
    }
}

/// Adds a waitpoint, or notes that a step waits at one that was handed out. What is known of it
/// stays.
pub fn put(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    run: FlowRunId,
    id: &str,
    awaited_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO flow_run_waitpoints (organization_id, run_id, id, awaited_at) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (organization_id, run_id, id) DO UPDATE \
         SET awaited_at = COALESCE(flow_run_waitpoints.awaited_at, excluded.awaited_at)",
        params![
            &organization.to_string(),
            &run.to_string(),
            id,
            awaited_at.map(|at| at.0),
        ],
    )?;
    Ok(())
}

/// The waitpoint of that id. The organization is not known to who calls its address.
pub fn get(tx: &mut Tx<'_>, run: FlowRunId, id: &str) -> Result<Option<WaitpointRow>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, run_id, id, awaited_at, used_at, payload \
         FROM flow_run_waitpoints WHERE run_id = $1 AND id = $2",
        params![&run.to_string(), id],
        read,
    )
}

/// Notes the call that a waitpoint was used with; whether it was the first.
pub fn use_once(
    tx: &mut Tx<'_>,
    waitpoint: &WaitpointRow,
    payload: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let used = tx.execute(
        "UPDATE flow_run_waitpoints SET used_at = $4, payload = $5 \
         WHERE organization_id = $1 AND run_id = $2 AND id = $3 AND used_at IS NULL",
        params![
            &waitpoint.organization.to_string(),
            &waitpoint.run.to_string(),
            &waitpoint.id,
            now.0,
            payload,
        ],
    )?;
    Ok(used == 1)
}

/// Forgets the waitpoints of a run.
pub fn delete_all(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    run: FlowRunId,
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM flow_run_waitpoints WHERE organization_id = $1 AND run_id = $2",
        params![&organization.to_string(), &run.to_string()],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<WaitpointRow, StoreError> {
    Ok(WaitpointRow {
        organization: codec::id(row, 0)?,
        run: codec::id(row, 1)?,
        id: row.text(2)?.to_owned(),
        awaited_at: row.opt_int(3)?.map(Timestamp),
        used_at: row.opt_int(4)?.map(Timestamp),
        payload: row.opt_text(5)?.map(str::to_owned),
    })
}
