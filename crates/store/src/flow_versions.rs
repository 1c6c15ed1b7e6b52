//! The table `flow_versions`: what a flow did at each revision. A version never changes, so that a
//! run can end, and be repeated, with the one it began with.

use winfactor_domain::{FlowId, OrganizationId, Timestamp};

use crate::{StoreError, Tx, params};

/// Adds a version: a template document with one flow in it.
pub fn insert(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: FlowId,
    revision: i64,
    definition: &str,
    created_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO flow_versions (organization_id, flow_id, revision, definition, created_at) \
         VALUES ($1, $2, $3, $4, $5)",
        params![
            &organization.to_string(),
            &flow.to_string(),
            revision,
            definition,
            created_at.0,
        ],
    )?;
    Ok(())
}

/// The definition of a flow at a revision.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    flow: FlowId,
    revision: i64,
) -> Result<Option<String>, StoreError> {
    tx.query_opt(
        "SELECT definition FROM flow_versions WHERE organization_id = $1 AND flow_id = $2 \
         AND revision = $3",
        params![&organization.to_string(), &flow.to_string(), revision],
        |row| Ok(row.text(0)?.to_owned()),
    )
}
