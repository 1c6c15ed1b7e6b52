//! The table `leads`.
//!
//! A fingerprint stands in at most one row of an organization: of two posts of the same at the same
//! moment, only one finds its place free. After the window in which a second post is the same lead,
//! the fingerprint is given up.

use winfactor_domain::{EmailAddress, Lead, LeadId, LeadStatus, OrganizationId, Timestamp};

use crate::{Page, Row, StoreError, Tx, codec, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, id, locale, name, email, phone, message, status, created_at, \
             updated_at FROM leads ",
            $rest
        )
    };
}

/// Adds a lead; false when another one has the fingerprint.
pub fn insert(tx: &mut Tx<'_>, lead: &Lead, fingerprint: &str) -> Result<bool, StoreError> {
    let inserted = tx.execute(
        "INSERT INTO leads (organization_id, id, fingerprint, locale, name, email, phone, message, \
         status, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (organization_id, fingerprint) DO NOTHING",
        params![
            &lead.organization.to_string(),
            &lead.id.to_string(),
            fingerprint,
            lead.locale.code(),
            &lead.name,
            lead.email.as_str(),
            &lead.phone,
            &lead.message,
            lead.status.code(),
            lead.created_at.0,
            lead.updated_at.0,
        ],
    )?;
    Ok(inserted == 1)
}

/// Gives up a fingerprint that was taken at `until` or earlier.
pub fn release_fingerprint(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    fingerprint: &str,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE leads SET fingerprint = NULL \
         WHERE organization_id = $1 AND fingerprint = $2 AND created_at <= $3",
        params![&organization.to_string(), fingerprint, until.0],
    )?;
    Ok(())
}

/// The lead that has the fingerprint.
pub fn by_fingerprint(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    fingerprint: &str,
) -> Result<Option<Lead>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND fingerprint = $2"),
        params![&organization.to_string(), fingerprint],
        read,
    )
}

/// Moves a lead to a status, and tells the lead as it then is; nothing when there is none.
pub fn set_status(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: LeadId,
    status: LeadStatus,
    now: Timestamp,
) -> Result<Option<Lead>, StoreError> {
    tx.query_opt(
        "UPDATE leads SET updated_at = CASE WHEN status = $3 THEN updated_at ELSE $4 END, \
         status = $3 WHERE organization_id = $1 AND id = $2 \
         RETURNING organization_id, id, locale, name, email, phone, message, status, created_at, \
         updated_at",
        params![
            &organization.to_string(),
            &id.to_string(),
            status.code(),
            now.0
        ],
        read,
    )
}

/// The lead of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: LeadId,
) -> Result<Option<Lead>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// A part of the list, newest first; with a status, only those in it.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    status: Option<LeadStatus>,
    page: &Page,
) -> Result<Vec<Lead>, StoreError> {
    tx.query(
        select!(
            "WHERE organization_id = $1 AND id < $2 \
             AND (CAST($4 AS TEXT) IS NULL OR status = $4) ORDER BY id DESC LIMIT $3"
        ),
        params![
            &organization.to_string(),
            page.before(),
            page.rows(),
            status.map(LeadStatus::code)
        ],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Lead, StoreError> {
    Ok(Lead {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        locale: codec::parsed(row, 2, "locale")?,
        name: row.text(3)?.to_owned(),
        email: EmailAddress::from_stored(row.text(4)?.to_owned()),
        phone: row.opt_text(5)?.map(str::to_owned),
        message: row.text(6)?.to_owned(),
        status: codec::known(row, 7, "status", LeadStatus::from_code)?,
        created_at: Timestamp(row.int(8)?),
        updated_at: Timestamp(row.int(9)?),
    })
}
