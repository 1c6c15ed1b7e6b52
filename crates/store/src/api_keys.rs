//! The table `api_keys`. A key itself is never stored, only its keyed hash; a key that was revoked
//! stays as a row, to be shown.

use winfactor_domain::{ApiKeyId, OrganizationId, Timestamp};

use crate::{Row, StoreError, Tx, codec, organizations, params};

/// What is known about an API key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    pub organization: OrganizationId,
    pub id: ApiKeyId,
    /// What people call it, usually after the program that uses it.
    pub name: String,
    /// Its first characters, by which people recognize it.
    pub hint: String,
    /// Whether it can only read.
    pub read_only: bool,
    pub created_at: Timestamp,
    /// Exact to a minute or so.
    pub last_used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

/// How many keys a list shows at most.
const MAX_LISTED: i64 = 100;

/// Adds a key.
pub fn insert(tx: &mut Tx<'_>, key: &ApiKey, key_hash: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO api_keys (organization_id, id, name, key_hash, hint, read_only, created_at, \
         last_used_at, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            &key.organization.to_string(),
            &key.id.to_string(),
            &key.name,
            key_hash,
            &key.hint,
            key.read_only,
            key.created_at.0,
            key.last_used_at.map(|at| at.0),
            key.revoked_at.map(|at| at.0),
        ],
    )?;
    Ok(())
}

/// How many keys of an organization are not revoked. Other transactions that ask the same wait on
/// PostgreSQL until this one ends, so that together they cannot exceed a limit.
pub fn count_active_for_insert(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
) -> Result<i64, StoreError> {
    organizations::hold_for_insert(tx, organization)?;
    tx.query_one(
        "SELECT COUNT(*) FROM api_keys WHERE organization_id = $1 AND revoked_at IS NULL",
        params![&organization.to_string()],
        |row| row.int(0),
    )
}

/// The key of that hash, unless it is revoked.
pub fn by_hash(tx: &mut Tx<'_>, key_hash: &str) -> Result<Option<ApiKey>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, id, name, hint, read_only, created_at, last_used_at, revoked_at \
         FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL",
        params![key_hash],
        read,
    )
}

/// The key of that id, revoked or not.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: ApiKeyId,
) -> Result<Option<ApiKey>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, id, name, hint, read_only, created_at, last_used_at, revoked_at \
         FROM api_keys WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// The keys of an organization: those in use, then the revoked ones, the newest of each first;
/// 100 at most.
pub fn list(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<Vec<ApiKey>, StoreError> {
    tx.query(
        "SELECT organization_id, id, name, hint, read_only, created_at, last_used_at, revoked_at \
         FROM api_keys WHERE organization_id = $1 \
         ORDER BY CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT $2",
        params![&organization.to_string(), MAX_LISTED],
        read,
    )
}

/// Ends the use of a key; false when there is no such key in use.
pub fn revoke(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: ApiKeyId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE api_keys SET revoked_at = $3 \
         WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL",
        params![&organization.to_string(), &id.to_string(), now.0],
    )?;
    Ok(changed == 1)
}

/// Notes when a key was last used; an earlier moment than the one noted changes nothing.
pub fn set_last_used(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: ApiKeyId,
    used_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE api_keys SET last_used_at = $3 WHERE organization_id = $1 AND id = $2 \
         AND (last_used_at IS NULL OR last_used_at < $3)",
        params![&organization.to_string(), &id.to_string(), used_at.0],
    )?;
    Ok(())
}

/// Puts the hash under the present master key in the place of one under an older key.
pub fn set_hash(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: ApiKeyId,
    key_hash: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE api_keys SET key_hash = $3 WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string(), key_hash],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<ApiKey, StoreError> {
    Ok(ApiKey {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        name: row.text(2)?.to_owned(),
        hint: row.text(3)?.to_owned(),
        read_only: row.flag(4)?,
        created_at: Timestamp(row.int(5)?),
        last_used_at: row.opt_int(6)?.map(Timestamp),
        revoked_at: row.opt_int(7)?.map(Timestamp),
    })
}
