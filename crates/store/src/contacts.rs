//! The table `contacts`: one row for each e-mail address an organization deals with.
//!
//! How many submissions a contact made, and when the last one, is counted from the submissions
//! themselves and kept nowhere: the row changes only when there is something new to know, and
//! submissions of one customer do not wait for each other.

use winfactor_domain::{Contact, ContactId, Customer, OrganizationId, SubmissionId, Timestamp};

use crate::{Page, Row, StoreError, Tx, codec, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.organization_id, c.id, c.customer, c.external_ref, c.created_at, \
             c.updated_at, (SELECT COUNT(*) FROM submissions s \
             WHERE s.organization_id = c.organization_id AND s.contact_id = c.id), \
             (SELECT MAX(s.id) FROM submissions s \
             WHERE s.organization_id = c.organization_id AND s.contact_id = c.id) \
             FROM contacts c ",
            $rest
        )
    };
}

/// Adds a contact; false when there is one with its e-mail address.
pub fn insert(tx: &mut Tx<'_>, contact: &Contact) -> Result<bool, StoreError> {
    let inserted = tx.execute(
        "INSERT INTO contacts (organization_id, id, email_key, customer, external_ref, created_at, \
         updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (organization_id, email_key) DO NOTHING",
        params![
            &contact.organization.to_string(),
            &contact.id.to_string(),
            &contact.customer.email.key(),
            &codec::customer_to_json(&contact.customer),
            &contact.external_ref,
            contact.created_at.0,
            contact.updated_at.0,
        ],
    )?;
    Ok(inserted == 1)
}

/// Writes what a customer now says of themselves. When somebody else is changing the contact at
/// this moment, it is left to them and not waited for: what is written at the same time has no
/// order, and the next submission tells it again.
pub fn learn(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: ContactId,
    customer: &Customer,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.send(
        "UPDATE contacts SET customer = $3, updated_at = $4 WHERE organization_id = $1 AND id = $2 \
         /*postgres: AND id IN (SELECT id FROM contacts WHERE organization_id = $1 AND id = $2 \
         FOR NO KEY UPDATE SKIP LOCKED)*/",
        params![
            &organization.to_string(),
            &id.to_string(),
            &codec::customer_to_json(customer),
            now.0,
        ],
    )
}

/// Writes a contact that exists; false when another one has its e-mail address. Should that other
/// one be written at the same moment, the error is [`StoreError::Conflict`].
pub fn update(tx: &mut Tx<'_>, contact: &Contact) -> Result<bool, StoreError> {
    let updated = tx.execute(
        "UPDATE contacts SET email_key = $3, customer = $4, external_ref = $5, updated_at = $6 \
         WHERE organization_id = $1 AND id = $2 AND NOT EXISTS (SELECT 1 FROM contacts other \
         WHERE other.organization_id = $1 AND other.email_key = $3 AND other.id <> $2)",
        params![
            &contact.organization.to_string(),
            &contact.id.to_string(),
            &contact.customer.email.key(),
            &codec::customer_to_json(&contact.customer),
            &contact.external_ref,
            contact.updated_at.0,
        ],
    )?;
    Ok(updated == 1)
}

/// The contact of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: ContactId,
) -> Result<Option<Contact>, StoreError> {
    tx.query_opt(
        select!("WHERE c.organization_id = $1 AND c.id = $2"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// The same, locked until the transaction ends.
pub fn get_for_update(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: ContactId,
) -> Result<Option<Contact>, StoreError> {
    tx.query_opt(
        select!("WHERE c.organization_id = $1 AND c.id = $2 /*postgres: FOR UPDATE OF c*/"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// The contact with that address, given as
/// [`EmailAddress::key`](winfactor_domain::EmailAddress::key) has it.
pub fn by_email_key(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    email_key: &str,
) -> Result<Option<Contact>, StoreError> {
    tx.query_opt(
        select!("WHERE c.organization_id = $1 AND c.email_key = $2"),
        params![&organization.to_string(), email_key],
        read,
    )
}

/// The same, locked until the transaction ends.
pub fn by_email_key_for_update(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    email_key: &str,
) -> Result<Option<Contact>, StoreError> {
    tx.query_opt(
        select!("WHERE c.organization_id = $1 AND c.email_key = $2 /*postgres: FOR UPDATE OF c*/"),
        params![&organization.to_string(), email_key],
        read,
    )
}

/// A part of the list, newest first.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    page: &Page,
) -> Result<Vec<Contact>, StoreError> {
    tx.query(
        select!("WHERE c.organization_id = $1 AND c.id < $2 ORDER BY c.id DESC LIMIT $3"),
        params![&organization.to_string(), page.before(), page.rows()],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Contact, StoreError> {
    let newest: Option<SubmissionId> = match row.opt_text(7)? {
        None => None,
        Some(_) => Some(codec::id(row, 7)?),
    };
    Ok(Contact {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        customer: codec::customer_from_json(row.text(2)?)?,
        submission_count: codec::count(row, 6, "submission_count")?,
        last_used_at: newest.map(SubmissionId::created_at),
        external_ref: row.opt_text(3)?.map(str::to_owned),
        created_at: Timestamp(row.int(4)?),
        updated_at: Timestamp(row.int(5)?),
    })
}
