//! The table `users`: the people of an organization who sign in.

use std::fmt;

use winfactor_domain::{EmailAddress, Locale, OrganizationId, Timestamp, UserId};

use crate::{Row, StoreError, Tx, codec, params};

/// Somebody who works for an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub organization: OrganizationId,
    pub id: UserId,
    pub name: String,
    /// What they sign in with: unique among all users of the installation, whatever its case.
    pub email: EmailAddress,
    /// The language of their pages.
    pub locale: Locale,
    pub created_at: Timestamp,
}

/// A user and what their password is checked against.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub user: User,
    /// A hash in PHC string format; never the password.
    pub password_hash: String,
}

/// Adds a user; false when the e-mail address is taken, in whatever organization.
pub fn insert(tx: &mut Tx<'_>, user: &User, password_hash: &str) -> Result<bool, StoreError> {
    let inserted = tx.execute(
        "INSERT INTO users (organization_id, id, name, email, email_key, password_hash, locale, \
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        params![
            &user.organization.to_string(),
            &user.id.to_string(),
            &user.name,
            user.email.as_str(),
            &user.email.key(),
            password_hash,
            user.locale.code(),
            user.created_at.0,
        ],
    )?;
    Ok(inserted == 1)
}

/// The user with that e-mail address, given as [`EmailAddress::key`].
pub fn by_email(tx: &mut Tx<'_>, email_key: &str) -> Result<Option<Credentials>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, id, name, email, locale, created_at, password_hash \
         FROM users WHERE email_key = $1",
        params![email_key],
        read_credentials,
    )
}

/// The user of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: UserId,
) -> Result<Option<Credentials>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, id, name, email, locale, created_at, password_hash \
         FROM users WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
        read_credentials,
    )
}

/// The user of that id, who stays as they are on PostgreSQL until this transaction ends.
pub fn get_for_change(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: UserId,
) -> Result<Option<Credentials>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, id, name, email, locale, created_at, password_hash \
         FROM users WHERE organization_id = $1 AND id = $2 /*postgres: FOR NO KEY UPDATE*/",
        params![&organization.to_string(), &id.to_string()],
        read_credentials,
    )
}

/// All users of an organization, in the order in which they came.
pub fn list(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<Vec<User>, StoreError> {
    tx.query(
        "SELECT organization_id, id, name, email, locale, created_at \
         FROM users WHERE organization_id = $1 ORDER BY id",
        params![&organization.to_string()],
        read,
    )
}

/// How many users an organization has. They are locked on PostgreSQL until the transaction ends,
/// so that two removals at once see each other.
pub fn count_for_removal(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
) -> Result<usize, StoreError> {
    let ids = tx.query(
        "SELECT id FROM users WHERE organization_id = $1 ORDER BY id /*postgres: FOR UPDATE*/",
        params![&organization.to_string()],
        |_| Ok(()),
    )?;
    Ok(ids.len())
}

/// Writes the name and the language; false when there is no such user.
pub fn set_profile(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: UserId,
    name: &str,
    locale: Locale,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE users SET name = $3, locale = $4 WHERE organization_id = $1 AND id = $2",
        params![
            &organization.to_string(),
            &id.to_string(),
            name,
            locale.code()
        ],
    )?;
    Ok(changed == 1)
}

/// Writes what the password is checked against; false when there is no such user.
pub fn set_password_hash(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: UserId,
    password_hash: &str,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE users SET password_hash = $3 WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string(), password_hash],
    )?;
    Ok(changed == 1)
}

/// Removes a user with all their sessions; false when there is no such user.
pub fn delete(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: UserId,
) -> Result<bool, StoreError> {
    let removed = tx.execute(
        "DELETE FROM users WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
    )?;
    Ok(removed == 1)
}

/// The columns `organization_id, id, name, email, locale, created_at`, in this order.
pub(crate) fn read(row: &Row<'_>) -> Result<User, StoreError> {
    Ok(User {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        name: row.text(2)?.to_owned(),
        email: EmailAddress::from_stored(row.text(3)?.to_owned()),
        locale: codec::parsed(row, 4, "locale")?,
        created_at: Timestamp(row.int(5)?),
    })
}

fn read_credentials(row: &Row<'_>) -> Result<Credentials, StoreError> {
    Ok(Credentials {
        user: read(row)?,
        password_hash: row.text(6)?.to_owned(),
    })
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}
