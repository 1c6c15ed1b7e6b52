use winfactor_domain::{Contact, ContactId, EmailAddress, OrganizationId};
use winfactor_store::contacts;

use crate::{Result, Service, ServiceError};

/// The contact of that id.
pub async fn get(
    service: &Service,
    organization: OrganizationId,
    id: ContactId,
) -> Result<Contact> {
    let found = service
        .read(move |tx| Ok(contacts::get(tx, organization, id)?))
        .await?;
    found.ok_or_else(|| ServiceError::not_found("contact", id))
}

/// The contact with exactly that e-mail address, in whatever case, if there is one.
pub async fn by_email(
    service: &Service,
    organization: OrganizationId,
    email: &str,
) -> Result<Option<Contact>> {
    let key = email_key(email);
    service
        .read(move |tx| Ok(contacts::by_email_key(tx, organization, &key)?))
        .await
}

/// What a contact with that address is found by. An address that cannot be one is found nowhere.
pub(crate) fn email_key(email: &str) -> String {
    EmailAddress::parse("", email).map_or_else(|_| String::new(), |email| email.key())
}
