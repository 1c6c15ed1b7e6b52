//! The tables `activepieces_sign_ins` and `activepieces_flows`: the server that an organization works
//! with, and what it brought there.

use winfactor_domain::{EndpointId, OrganizationId, Timestamp};

use crate::{Row, StoreError, Tx, codec, params};

/// A sign-in as stored; its token is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInRow {
    pub organization: OrganizationId,
    /// The server's base address.
    pub url: String,
    pub email: String,
    /// The project that the account works in first.
    pub project_id: String,
    pub sealed: String,
    pub signed_in_at: Timestamp,
    pub expires_at: Timestamp,
}

/// A flow that was brought to a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtFlowRow {
    pub organization: OrganizationId,
    pub url: String,
    pub project_id: String,
    /// What it was made of: `recipe:<id>` or `flow:<id>`.
    pub source: String,
    pub remote_id: String,
    pub endpoint: Option<EndpointId>,
    pub updated_at: Timestamp,
}

/// Keeps a sign-in in the place of the one before.
pub fn put_sign_in(tx: &mut Tx<'_>, sign_in: &SignInRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO activepieces_sign_ins (organization_id, url, email, project_id, sealed, \
         signed_in_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (organization_id) DO UPDATE SET url = excluded.url, email = excluded.email, \
         project_id = excluded.project_id, sealed = excluded.sealed, \
         signed_in_at = excluded.signed_in_at, expires_at = excluded.expires_at",
        params![
            &sign_in.organization.to_string(),
            &sign_in.url,
            &sign_in.email,
            &sign_in.project_id,
            &sign_in.sealed,
            sign_in.signed_in_at.0,
            sign_in.expires_at.0,
        ],
    )?;
    Ok(())
}

/// The sign-in of an organization.
pub fn sign_in(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
) -> Result<Option<SignInRow>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, url, email, project_id, sealed, signed_in_at, expires_at \
         FROM activepieces_sign_ins WHERE organization_id = $1",
        params![&organization.to_string()],
        |row| {
            Ok(SignInRow {
                organization: codec::id(row, 0)?,
                url: row.text(1)?.to_owned(),
                email: row.text(2)?.to_owned(),
                project_id: row.text(3)?.to_owned(),
                sealed: row.text(4)?.to_owned(),
                signed_in_at: Timestamp(row.int(5)?),
                expires_at: Timestamp(row.int(6)?),
            })
        },
    )
}

/// Notes that the server does not take the token of a sign-in any more. One that was made meanwhile
/// stays as it is.
pub fn end_sign_in(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    signed_in_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE activepieces_sign_ins SET expires_at = $3 \
         WHERE organization_id = $1 AND signed_in_at = $2 AND expires_at > $3",
        params![&organization.to_string(), signed_in_at.0, now.0],
    )?;
    Ok(())
}

/// Forgets the sign-in; whether there was one.
pub fn delete_sign_in(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<bool, StoreError> {
    let deleted = tx.execute(
        "DELETE FROM activepieces_sign_ins WHERE organization_id = $1",
        params![&organization.to_string()],
    )?;
    Ok(deleted == 1)
}

/// Keeps where a flow was brought to, in the place of what was known of it before.
pub fn put_flow(tx: &mut Tx<'_>, flow: &BroughtFlowRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO activepieces_flows (organization_id, url, project_id, source, remote_id, \
         endpoint_id, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (organization_id, url, project_id, source) DO UPDATE SET \
         remote_id = excluded.remote_id, endpoint_id = excluded.endpoint_id, \
         updated_at = excluded.updated_at",
        params![
            &flow.organization.to_string(),
            &flow.url,
            &flow.project_id,
            &flow.source,
            &flow.remote_id,
            flow.endpoint.map(|id| id.to_string()).as_ref(),
            flow.updated_at.0,
        ],
    )?;
    Ok(())
}

/// What an organization brought to a server.
pub fn flows(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    url: &str,
) -> Result<Vec<BroughtFlowRow>, StoreError> {
    tx.query(
        "SELECT organization_id, url, project_id, source, remote_id, endpoint_id, updated_at \
         FROM activepieces_flows WHERE organization_id = $1 AND url = $2 \
         ORDER BY updated_at DESC, source",
        params![&organization.to_string(), url],
        read_flow,
    )
}

fn read_flow(row: &Row<'_>) -> Result<BroughtFlowRow, StoreError> {
    let endpoint = row.opt_text(5)?.map(str::parse);
    Ok(BroughtFlowRow {
        organization: codec::id(row, 0)?,
        url: row.text(1)?.to_owned(),
        project_id: row.text(2)?.to_owned(),
        source: row.text(3)?.to_owned(),
        remote_id: row.text(4)?.to_owned(),
        endpoint: endpoint
            .transpose()
            .map_err(|error| codec::corrupt("endpoint_id", error))?,
        updated_at: Timestamp(row.int(6)?),
    })
}
