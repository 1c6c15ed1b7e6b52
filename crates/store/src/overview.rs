//! What the overview of an organization counts, over several tables and in one statement.

use winfactor_domain::{OrganizationId, Timestamp};

use crate::{StoreError, Tx, params};

/// What waits for somebody, and how far the first steps were taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub new_submissions: i64,
    pub drafts: i64,
    /// Sent or viewed, and not answered.
    pub open_quotes: i64,
    pub new_leads: i64,
    /// Deliveries that were given up lately.
    pub failed_deliveries: i64,
    pub has_submission: bool,
    /// Whether any destination has ever taken an event.
    pub has_delivered: bool,
}

/// Counts; deliveries that were given up before `failed_since` are left out.
pub fn counts(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    failed_since: Timestamp,
) -> Result<Counts, StoreError> {
    tx.query_one(
        "SELECT \
         (SELECT COUNT(*) FROM submissions WHERE organization_id = $1 AND status = 'new'), \
         (SELECT COUNT(*) FROM quotes WHERE organization_id = $1 AND status = 'draft'), \
         (SELECT COUNT(*) FROM quotes WHERE organization_id = $1 \
          AND status IN ('sent', 'viewed')), \
         (SELECT COUNT(*) FROM leads WHERE organization_id = $1 AND status = 'new'), \
         (SELECT COUNT(*) FROM deliveries WHERE organization_id = $1 AND status = 'failed' \
          AND finished_at >= $2), \
         (SELECT COUNT(*) FROM (SELECT 1 FROM submissions WHERE organization_id = $1 LIMIT 1) s), \
         (SELECT COUNT(*) FROM (SELECT 1 FROM deliveries WHERE organization_id = $1 \
          AND status = 'delivered' LIMIT 1) d)",
        params![&organization.to_string(), failed_since.0],
        |row| {
            Ok(Counts {
                new_submissions: row.int(0)?,
                drafts: row.int(1)?,
                open_quotes: row.int(2)?,
                new_leads: row.int(3)?,
                failed_deliveries: row.int(4)?,
                has_submission: row.int(5)? > 0,
                has_delivered: row.int(6)? > 0,
            })
        },
    )
}
