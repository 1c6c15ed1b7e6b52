//! The table `sessions`: who is signed in, by the keyed hash of what their cookie holds.

use winfactor_domain::{OrganizationId, Timestamp, UserId};

use crate::{
    Row, StoreError, Tx, params,
    users::{self, User},
};

/// A sign-in that lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub user: User,
    pub expires_at: Timestamp,
}

/// Begins a session of a user who exists.
pub fn insert(
    tx: &mut Tx<'_>,
    token_hash: &str,
    organization: OrganizationId,
    user: UserId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO sessions (token_hash, organization_id, user_id, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5)",
        params![
            token_hash,
            &organization.to_string(),
            &user.to_string(),
            now.0,
            expires_at.0,
        ],
    )?;
    Ok(())
}

/// The session of that hash, unless it has ended by `now`.
pub fn get(
    tx: &mut Tx<'_>,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<Session>, StoreError> {
    tx.query_opt(
        "SELECT users.organization_id, users.id, users.name, users.email, users.locale, \
         users.created_at, sessions.expires_at FROM sessions \
         JOIN users ON users.organization_id = sessions.organization_id \
         AND users.id = sessions.user_id \
         WHERE sessions.token_hash = $1 AND sessions.expires_at > $2",
        params![token_hash, now.0],
        read,
    )
}

/// Lets a session last until `expires_at`, if it would end before; false when there is none.
pub fn extend(
    tx: &mut Tx<'_>,
    token_hash: &str,
    expires_at: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE sessions SET expires_at = CASE WHEN expires_at < $2 THEN $2 ELSE expires_at END \
         WHERE token_hash = $1",
        params![token_hash, expires_at.0],
    )?;
    Ok(changed == 1)
}

/// Ends a session; false when there is none.
pub fn delete(tx: &mut Tx<'_>, token_hash: &str) -> Result<bool, StoreError> {
    let removed = tx.execute(
        "DELETE FROM sessions WHERE token_hash = $1",
        params![token_hash],
    )?;
    Ok(removed == 1)
}

/// Ends every session of a user but the one of the hash `except`; returns how many.
pub fn delete_of_user(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    user: UserId,
    except: Option<&str>,
) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM sessions WHERE organization_id = $1 AND user_id = $2 AND token_hash <> $3",
        params![
            &organization.to_string(),
            &user.to_string(),
            // No hash is empty.
            except.unwrap_or_default(),
        ],
    )
}

/// Removes what has ended by `now`; returns how many rows.
pub fn delete_expired(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM sessions WHERE expires_at <= $1",
        params![now.0],
    )
}

fn read(row: &Row<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        user: users::read(row)?,
        expires_at: Timestamp(row.int(6)?),
    })
}
