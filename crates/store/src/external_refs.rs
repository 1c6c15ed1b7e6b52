//! References to records of other systems, over the tables that have them.

use winfactor_domain::OrganizationId;

use crate::{StoreError, Tx, params};

/// Whether a quote or a submission has this reference.
pub fn is_of_a_sale(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    external_ref: &str,
) -> Result<bool, StoreError> {
    let found = tx.query_opt(
        "SELECT id FROM quotes WHERE organization_id = $1 AND external_ref = $2 \
         UNION ALL SELECT id FROM submissions WHERE organization_id = $1 AND external_ref = $2 \
         LIMIT 1",
        params![&organization.to_string(), external_ref],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}
