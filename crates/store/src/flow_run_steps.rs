//! The table `flow_run_steps`: the journal of a run, one record for each step.

use winfactor_domain::{FlowRunId, OrganizationId};

use crate::{StoreError, Tx, codec, params};

/// The record of a step.
#[derive(Clone, PartialEq, Eq)]
pub struct StepRow {
    /// The step's place in the flow; the trigger's is 0.
    pub position: u32,
    pub step_name: String,
    /// The record in the flow format, as JSON.
    pub record: String,
}

/// Records hold personal data, so they are not shown.
impl std::fmt::Debug for StepRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StepRow")
            .field("position", &self.position)
            .field("step_name", &self.step_name)
            .finish_non_exhaustive()
    }
}

/// Writes the record of a step; an earlier one of the same step is replaced.
pub fn put(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    run: FlowRunId,
    step: &StepRow,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO flow_run_steps (organization_id, run_id, position, step_name, record) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organization_id, run_id, position) \
         DO UPDATE SET step_name = excluded.step_name, record = excluded.record",
        params![
            &organization.to_string(),
            &run.to_string(),
            step.position,
            &step.step_name,
            &step.record,
        ],
    )?;
    Ok(())
}

/// The journal of a run, in the order of the steps.
pub fn of_run(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    run: FlowRunId,
) -> Result<Vec<StepRow>, StoreError> {
    tx.query(
        "SELECT position, step_name, record FROM flow_run_steps \
         WHERE organization_id = $1 AND run_id = $2 ORDER BY position",
        params![&organization.to_string(), &run.to_string()],
        |row| {
            Ok(StepRow {
                position: codec::count(row, 0, "position")?,
                step_name: row.text(1)?.to_owned(),
                record: row.text(2)?.to_owned(),
            })
        },
    )
}

/// Forgets what became of a step, so that it is performed again.
pub fn delete(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    run: FlowRunId,
    position: u32,
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM flow_run_steps WHERE organization_id = $1 AND run_id = $2 AND position = $3",
        params![&organization.to_string(), &run.to_string(), position],
    )?;
    Ok(())
}
