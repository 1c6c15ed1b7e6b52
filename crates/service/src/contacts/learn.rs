use winfactor_domain::{Contact, ContactId, Customer, OrganizationId};
use winfactor_store::{StoreError, contacts};

use crate::{Result, Work};

/// The contact of a customer who submits something: a new one, or the one who is `known` by the
/// e-mail address, who then takes over what the customer says now.
pub(crate) fn learn(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    customer: &Customer,
    known: Option<(ContactId, Customer)>,
) -> Result<ContactId> {
    let (id, known) = match known {
        Some(known) => known,
        None => match add(work, organization, customer)? {
            Added::New(contact) => return Ok(contact.id),
            Added::Known(contact) => (contact.id, contact.customer),
        },
    };
    let mut learned = known.clone();
    learned.learn(customer);
    if learned != known {
        contacts::learn(work.tx, organization, id, &learned, work.now)?;
    }
    Ok(id)
}

/// A contact, and whether they were there.
pub(super) enum Added {
    New(Contact),
    /// Held until the transaction ends.
    Known(Contact),
}

/// Adds a contact, or finds the one with the same e-mail address.
pub(super) fn add(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    customer: &Customer,
) -> Result<Added> {
    let new = Contact {
        id: work.new_id(),
        organization,
        customer: customer.clone(),
        submission_count: 0,
        last_used_at: None,
        external_ref: None,
        created_at: work.now,
        updated_at: work.now,
    };
    if contacts::insert(work.tx, &new)? {
        return Ok(Added::New(new));
    }
    let key = customer.email.key();
    let known = contacts::by_email_key_for_update(work.tx, organization, &key)?;
    // One that vanishes between the two statements makes room for this one right away.
    Ok(Added::Known(known.ok_or(StoreError::Busy)?))
}
