//! The table `contacts`: one row for each e-mail address an organization deals with.

use winfactor_domain::{Contact, ContactId, OrganizationId, Timestamp};

use crate::{Page, Row, StoreError, Tx, codec, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, id, customer, submission_count, last_used_at, external_ref, \
             created_at, updated_at FROM contacts ",
            $rest
        )
    };
}

/// Adds a contact, or adds its submission count to the one who has this e-mail address, who also
/// takes over the moment of use. Returns the contact as it now stands: when its id is not the one
/// given, it was there before and still says of the customer what it said.
pub fn insert_or_count(tx: &mut Tx<'_>, contact: &Contact) -> Result<Contact, StoreError> {
    tx.query_one(
        "INSERT INTO contacts (organization_id, id, email_key, customer, submission_count, \
         last_used_at, external_ref, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (organization_id, email_key) DO UPDATE SET \
         submission_count = contacts.submission_count + excluded.submission_count, \
         last_used_at = COALESCE(excluded.last_used_at, contacts.last_used_at) \
         RETURNING organization_id, id, customer, submission_count, last_used_at, external_ref, \
         created_at, updated_at",
        params![
            &contact.organization.to_string(),
            &contact.id.to_string(),
            &contact.customer.email.key(),
            &codec::customer_to_json(&contact.customer),
            contact.submission_count,
            contact.last_used_at.map(|at| at.0),
            &contact.external_ref,
            contact.created_at.0,
            contact.updated_at.0,
        ],
        read,
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
        select!("WHERE organization_id = $1 AND id = $2"),
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
        select!("WHERE organization_id = $1 AND id = $2 /*postgres: FOR UPDATE*/"),
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
        select!("WHERE organization_id = $1 AND email_key = $2"),
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
        select!("WHERE organization_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"),
        params![&organization.to_string(), page.before(), page.rows()],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Contact, StoreError> {
    Ok(Contact {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        customer: codec::customer_from_json(row.text(2)?)?,
        submission_count: codec::count(row, 3, "submission_count")?,
        last_used_at: row.opt_int(4)?.map(Timestamp),
        external_ref: row.opt_text(5)?.map(str::to_owned),
        created_at: Timestamp(row.int(6)?),
        updated_at: Timestamp(row.int(7)?),
    })
}
