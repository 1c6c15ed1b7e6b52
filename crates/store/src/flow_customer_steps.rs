//! The table `flow_customer_steps`: what somebody decided about a step that writes to customers.

use winfactor_domain::{FlowId, OrganizationId, Timestamp};

use crate::{Row, StoreError, Tx, codec, params};

/// A decision as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerStepRow {
    pub organization: OrganizationId,
    pub flow: FlowId,
    pub step_name: String,
    /// Of the settings that it was made for.
    pub fingerprint: String,
    /// Whether the step sends; otherwise it is left out.
    pub switched_on: bool,
    pub decided_at: Timestamp,
    /// Who, for people.
    pub decided_by: String,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, flow_id, step_name, fingerprint, switched_on, decided_at, \
             decided_by FROM flow_customer_steps ",
            $rest
        )
    };
}

/// Writes a decision in the place of an earlier one about that step.
pub fn put(tx: &mut Tx<'_>, decision: &CustomerStepRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO flow_customer_steps (organization_id, flow_id, step_name, fingerprint, \
         switched_on, decided_at, decided_by) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (organization_id, flow_id, step_name) DO UPDATE SET \
         fingerprint = excluded.fingerprint, switched_on = excluded.switched_on, \
         decided_at = excluded.decided_at, decided_by = excluded.decided_by",
        params![
            &decision.organization.to_string(),
            &decision.flow.to_string(),
            &decision.step_name,
            &decision.fingerprint,
            decision.switched_on,
            decision.decided_at.0,
            &decision.decided_by,
        ],
    )?;
    Ok(())
}

/// The decision about a step.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: FlowId,
    step_name: &str,
) -> Result<Option<CustomerStepRow>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND flow_id = $2 AND step_name = $3"),
        params![&organization.to_string(), &flow.to_string(), step_name],
        read,
    )
}

/// All decisions about the steps of a flow, by name.
pub fn of_flow(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: FlowId,
) -> Result<Vec<CustomerStepRow>, StoreError> {
    tx.query(
        select!("WHERE organization_id = $1 AND flow_id = $2 ORDER BY step_name"),
        params![&organization.to_string(), &flow.to_string()],
        read,
    )
}

/// Removes what was decided about a flow's steps.
pub fn delete_of_flow(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: FlowId,
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM flow_customer_steps WHERE organization_id = $1 AND flow_id = $2",
        params![&organization.to_string(), &flow.to_string()],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<CustomerStepRow, StoreError> {
    Ok(CustomerStepRow {
        organization: codec::id(row, 0)?,
        flow: codec::id(row, 1)?,
        step_name: row.text(2)?.to_owned(),
        fingerprint: row.text(3)?.to_owned(),
        switched_on: row.flag(4)?,
        decided_at: Timestamp(row.int(5)?),
        decided_by: row.text(6)?.to_owned(),
    })
}
