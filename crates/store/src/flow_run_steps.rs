//! The table `flow_run_steps`: the journal of a run, one record for each execution of a step.

use winfactor_domain::{FlowRunId, OrganizationId};

use crate::{StoreError, Tx, params};

/// The record of a step.
#[derive(Clone, PartialEq, Eq)]
pub struct StepRow {
    /// Which execution of which step, such as `step_1` or `loop_1[0].step_2`.
    pub path: String,
    /// The record in the flow format, as JSON.
    pub record: String,
}

/// Records hold personal data, so they are not shown.
impl std::fmt::Debug for StepRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StepRow")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Writes the record of a step; an earlier one of the same path is replaced.
pub fn put(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    run: FlowRunId,
    step: &StepRow,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO flow_run_steps (organization_id, run_id, path, record) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (organization_id, run_id, path) \
         DO UPDATE SET record = excluded.record",
        params![
            &organization.to_string(),
            &run.to_string(),
            &step.path,
            &step.record,
        ],
    )?;
    Ok(())
}

/// The journal of a run, in the order of the paths' texts.
pub fn of_run(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    run: FlowRunId,
) -> Result<Vec<StepRow>, StoreError> {
    tx.query(
        "SELECT path, record FROM flow_run_steps \
         WHERE organization_id = $1 AND run_id = $2 ORDER BY path",
        params![&organization.to_string(), &run.to_string()],
        |row| {
            Ok(StepRow {
                path: row.text(0)?.to_owned(),
                record: row.text(1)?.to_owned(),
            })
        },
    )
}

/// Forgets what became of a step, so that it is performed again.
pub fn delete(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    run: FlowRunId,
    path: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM flow_run_steps WHERE organization_id = $1 AND run_id = $2 AND path = $3",
        params![&organization.to_string(), &run.to_string(), path],
    )?;
    Ok(())
}

/// Forgets the whole journal of a run.
pub fn delete_all(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    run: FlowRunId,
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM flow_run_steps WHERE organization_id = $1 AND run_id = $2",
        params![&organization.to_string(), &run.to_string()],
    )?;
    Ok(())
}
