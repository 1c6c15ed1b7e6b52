//! The table `idempotency_keys`: the first answer to a request that carried a key.
//!
//! A transaction claims its key before it does anything else, and writes the answer before it ends:
//! of two with the same key, the second waits for the first one's end and finds its answer. A claim
//! without an answer is never visible to anybody else.

use winfactor_domain::{OrganizationId, Timestamp};

use crate::{StoreError, Tx, codec, params};

/// What was answered to the first request with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstAnswer {
    /// A hash of what was asked.
    pub request_hash: String,
    /// The HTTP status.
    pub status: u16,
    pub body: String,
}

/// Takes a key; false when it was used before.
pub fn claim(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    key: &str,
    request_hash: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let claimed = tx.execute(
        "INSERT INTO idempotency_keys (organization_id, key, request_hash, status, body, \
         created_at) VALUES ($1, $2, $3, 0, '', $4) ON CONFLICT (organization_id, key) DO NOTHING",
        params![&organization.to_string(), key, request_hash, now.0],
    )?;
    Ok(claimed == 1)
}

/// Writes the answer to the request that claimed the key.
pub fn answer(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    key: &str,
    status: u16,
    body: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE idempotency_keys SET status = $3, body = $4 \
         WHERE organization_id = $1 AND key = $2",
        params![&organization.to_string(), key, i64::from(status), body],
    )?;
    Ok(())
}

/// The answer to the first request with that key.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    key: &str,
) -> Result<Option<FirstAnswer>, StoreError> {
    tx.query_opt(
        "SELECT request_hash, status, body FROM idempotency_keys \
         WHERE organization_id = $1 AND key = $2",
        params![&organization.to_string(), key],
        |row| {
            let status = u16::try_from(row.int(1)?);
            Ok(FirstAnswer {
                request_hash: row.text(0)?.to_owned(),
                status: status.map_err(|error| codec::corrupt("status", error))?,
                body: row.text(2)?.to_owned(),
            })
        },
    )
}

/// Forgets up to `limit` keys that were used before a moment; returns how many.
pub fn forget_before(tx: &mut Tx<'_>, before: Timestamp, limit: u32) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM idempotency_keys WHERE (organization_id, key) IN (SELECT organization_id, key \
         FROM idempotency_keys WHERE created_at < $1 ORDER BY created_at LIMIT $2)",
        params![before.0, limit],
    )
}
