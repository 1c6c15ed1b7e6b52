//! The table `flow_runs`: how each run of a flow stands, and whose it is to go on with.
//!
//! A run that has not ended is due at some moment (`due_at`). While it waits nobody owns it; whoever
//! goes on with it owns it until then: a lease, which is given back with what became of the run, and
//! which others end when its owner is found dead. One that waits for a connection is due when it gives
//! up, and is made due before when the connection works again.

mod awaiting;
mod lease;
mod read;

pub use awaiting::{awaited_in_vain, count_awaiting, wake_awaiting};
pub use lease::{
    ClaimedRun, Standing, claim, due_flows, is_any_due, keep, progress, release_all_of,
    release_all_of_unknown, wake,
};
pub use read::{RunFilter, get, list};

use winfactor_domain::{
    ConnectionId, EventId, FlowId, FlowRunId, NodeId, OrganizationId, Timestamp,
};

use crate::{StoreError, Tx, params};

/// A run as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRow {
    pub organization: OrganizationId,
    pub id: FlowRunId,
    pub flow: FlowId,
    /// The version of the flow that it runs.
    pub flow_revision: i64,
    pub event: EventId,
    /// The word of the flow format, such as `RUNNING`.
    pub status: String,
    /// The step that ended it, as JSON.
    pub failed_step: Option<String>,
    pub due_at: Option<Timestamp>,
    /// The connection that it waits for; then `due_at` is when it gives up.
    pub awaited_connection: Option<ConnectionId>,
    pub lease_owner: Option<NodeId>,
    pub started_at: Timestamp,
    pub finished_at: Option<Timestamp>,
}

/// Adds a run.
pub fn insert(tx: &mut Tx<'_>, run: &RunRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO flow_runs (organization_id, id, flow_id, flow_revision, event_id, status, \
         failed_step, due_at, lease_owner, started_at, finished_at, awaited_connection_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            &run.organization.to_string(),
            &run.id.to_string(),
            &run.flow.to_string(),
            run.flow_revision,
            &run.event.to_string(),
            &run.status,
            &run.failed_step,
            run.due_at.map(|at| at.0),
            run.lease_owner.map(|node| node.to_string()).as_ref(),
            run.started_at.0,
            run.finished_at.map(|at| at.0),
            run.awaited_connection.map(|id| id.to_string()).as_ref(),
        ],
    )?;
    Ok(())
}

/// Opens a run that had ended, due at `due_at`; whether it was in state `from`.
pub fn reopen(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: FlowRunId,
    (from, to): (&str, &str),
    due_at: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE flow_runs SET status = $4, failed_step = NULL, due_at = $5, lease_owner = NULL, \
         finished_at = NULL WHERE organization_id = $1 AND id = $2 AND status = $3 \
         AND due_at IS NULL",
        params![
            &organization.to_string(),
            &id.to_string(),
            from,
            to,
            due_at.0
        ],
    )?;
    Ok(changed == 1)
}

/// Lets a run begin anew with another version of its flow, see [`reopen`].
pub fn set_revision(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: FlowRunId,
    revision: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE flow_runs SET flow_revision = $3 WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string(), revision],
    )?;
    Ok(())
}

/// Ends all runs of a flow that have not ended, whoever owns them.
pub fn end_open_of_flow(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: FlowId,
    status: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE flow_runs SET status = $3, due_at = NULL, lease_owner = NULL, finished_at = $4, \
         awaited_connection_id = NULL WHERE organization_id = $1 AND flow_id = $2 AND due_at IS NOT NULL",
        params![&organization.to_string(), &flow.to_string(), status, now.0],
    )
}
