//! The table `flow_step_tests`: the last test message of a step, and who saw it arrive.

use winfactor_domain::{FlowId, OrganizationId, Timestamp};

use crate::{Row, StoreError, Tx, codec, params};

/// A test message as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTestRow {
    pub organization: OrganizationId,
    pub flow: FlowId,
    pub step_name: String,
    /// Of the settings that it was sent with.
    pub fingerprint: String,
    /// The number or address that it was sent to.
    pub recipient: String,
    pub sent_at: Timestamp,
    /// Who, for people.
    pub sent_by: String,
    /// When somebody said that it arrived, and who.
    pub confirmed: Option<(Timestamp, String)>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, flow_id, step_name, fingerprint, recipient, sent_at, sent_by, \
             confirmed_at, confirmed_by FROM flow_step_tests ",
            $rest
        )
    };
}

/// Writes a test in the place of an earlier one of that step.
pub fn put(tx: &mut Tx<'_>, test: &StepTestRow) -> Result<(), StoreError> {
    let (confirmed_at, confirmed_by) = test.confirmed.clone().unzip();
    tx.execute(
        "INSERT INTO flow_step_tests (organization_id, flow_id, step_name, fingerprint, recipient, \
         sent_at, sent_by, confirmed_at, confirmed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (organization_id, flow_id, step_name) DO UPDATE SET \
         fingerprint = excluded.fingerprint, recipient = excluded.recipient, \
         sent_at = excluded.sent_at, sent_by = excluded.sent_by, \
         confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by",
        params![
            &test.organization.to_string(),
            &test.flow.to_string(),
            &test.step_name,
            &test.fingerprint,
            &test.recipient,
            test.sent_at.0,
            &test.sent_by,
            confirmed_at.map(|at| at.0),
            &confirmed_by,
        ],
    )?;
    Ok(())
}

/// The last test of a step.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: FlowId,
    step_name: &str,
) -> Result<Option<StepTestRow>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND flow_id = $2 AND step_name = $3"),
        params![&organization.to_string(), &flow.to_string(), step_name],
        read,
    )
}

/// The last tests of a flow's steps, by name.
pub fn of_flow(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: FlowId,
) -> Result<Vec<StepTestRow>, StoreError> {
    tx.query(
        select!("WHERE organization_id = $1 AND flow_id = $2 ORDER BY step_name"),
        params![&organization.to_string(), &flow.to_string()],
        read,
    )
}

/// Removes the tests of a flow's steps.
pub fn delete_of_flow(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: FlowId,
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM flow_step_tests WHERE organization_id = $1 AND flow_id = $2",
        params![&organization.to_string(), &flow.to_string()],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<StepTestRow, StoreError> {
    let (confirmed_at, confirmed_by) = (row.opt_int(7)?, row.opt_text(8)?);
    Ok(StepTestRow {
        organization: codec::id(row, 0)?,
        flow: codec::id(row, 1)?,
        step_name: row.text(2)?.to_owned(),
        fingerprint: row.text(3)?.to_owned(),
        recipient: row.text(4)?.to_owned(),
        sent_at: Timestamp(row.int(5)?),
        sent_by: row.text(6)?.to_owned(),
        confirmed: confirmed_at
            .map(Timestamp)
            .zip(confirmed_by.map(str::to_owned)),
    })
}
