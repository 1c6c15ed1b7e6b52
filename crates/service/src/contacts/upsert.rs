use winfactor_domain::{Contact, Customer, OrganizationId, Text};
use winfactor_store::contacts;

use super::{
    CustomerFields,
    learn::{Added, add},
};
use crate::{
    Result, Service, Work, fields,
    idempotency::{Created, Idempotency, once},
};

/// A contact that shall be known, not yet checked.
#[derive(Clone, Debug, Default)]
pub struct ContactFields {
    pub customer: CustomerFields,
    /// Its id in another system; blank or absent leaves the one that is known.
    pub external_ref: Option<String>,
}

/// A contact, and whether it is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upserted {
    pub contact: Contact,
    pub created: bool,
}

/// Adds a contact, or lets the one with the same e-mail address learn what is said here. What is
/// left blank never erases what is known.
pub async fn upsert(
    service: &Service,
    organization: OrganizationId,
    new: ContactFields,
    idempotency: Option<Idempotency<Upserted>>,
) -> Result<Created<Upserted>> {
    service
        .write(move |work| {
            once(work, organization, idempotency.as_ref(), |work| {
                upsert_within(work, organization, &new)
            })
        })
        .await
}

/// The same as a part of a transaction. Nothing is written before all is known to be right.
pub(crate) fn upsert_within(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    new: &ContactFields,
) -> Result<Upserted> {
    let mut text = Text::new();
    let customer = Customer::check(&mut text, "", &new.customer.input());
    let external_ref = fields::external_ref(&mut text, new.external_ref.as_deref());
    text.finish()?;
    let customer = customer.expect("without a customer the check has ended with its error");
    let (mut contact, created) = match add(work, organization, &customer)? {
        Added::New(contact) => (contact, true),
        Added::Known(contact) => (contact, false),
    };
    let before = contact.clone();
    contact.customer.learn(&customer);
    if external_ref.is_some() {
        contact.external_ref = external_ref;
    }
    if contact != before {
        contact.updated_at = work.now;
        contacts::update(work.tx, &contact)?;
    }
    Ok(Upserted { contact, created })
}
