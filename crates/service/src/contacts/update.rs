use winfactor_domain::{Contact, ContactId, Customer, EmailAddress, OrganizationId, Text};
use winfactor_store::{StoreError, contacts};

use super::CustomerFields;
use crate::{
    Result, Service, ServiceError, Work,
    fields::{self, Nullable},
};

/// What shall change about a contact; what is absent stays as it is.
#[derive(Clone, Debug, Default)]
pub struct ContactPatch {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Nullable<String>,
    pub company_name: Nullable<String>,
    pub street: Nullable<String>,
    pub postal_code: Nullable<String>,
    pub city: Nullable<String>,
    pub country: Nullable<String>,
    pub external_ref: Nullable<String>,
}

/// Changes a contact. An e-mail address that another one has is `email_taken`.
pub async fn update(
    service: &Service,
    organization: OrganizationId,
    id: ContactId,
    patch: ContactPatch,
) -> Result<Contact> {
    service
        .write(move |work| update_within(work, organization, id, &patch))
        .await
}

/// The same as a part of a transaction. A change of the e-mail address must be its first write: the
/// statement of one that is taken ends the transaction.
pub(crate) fn update_within(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: ContactId,
    patch: &ContactPatch,
) -> Result<Contact> {
    let mut contact = contacts::get_for_update(work.tx, organization, id)?
        .ok_or_else(|| ServiceError::not_found("contact", id))?;
    patch.apply(&mut contact)?;
    contact.updated_at = work.now;
    match contacts::update(work.tx, &contact) {
        Ok(true) => Ok(contact),
        Ok(false) | Err(StoreError::Conflict { .. }) => Err(email_taken(&contact.customer.email)),
        Err(error) => Err(error.into()),
    }
}

fn email_taken(email: &EmailAddress) -> ServiceError {
    let message = format!("another contact has the e-mail address {email}");
    ServiceError::conflict("email_taken", message)
}

impl ContactPatch {
    fn apply(&self, contact: &mut Contact) -> Result<()> {
        let known = contact.customer.clone();
        let either = |new: &Nullable<String>, old: Option<String>| new.clone().unwrap_or(old);
        let whole = CustomerFields {
            name: self.name.clone().unwrap_or(known.name),
            email: self.email.clone().unwrap_or(known.email.to_string()),
            phone: either(&self.phone, known.phone),
            company_name: either(&self.company_name, known.company_name),
            street: either(&self.street, known.address.street),
            postal_code: either(&self.postal_code, known.address.postal_code),
            city: either(&self.city, known.address.city),
            country: either(&self.country, known.address.country),
        };
        let mut text = Text::new();
        let customer = Customer::check(&mut text, "", &whole.input());
        if let Some(external_ref) = &self.external_ref {
            contact.external_ref = fields::external_ref(&mut text, external_ref.as_deref());
        }
        text.finish()?;
        contact.customer = customer.expect("without a customer the check has ended with its error");
        Ok(())
    }
}
