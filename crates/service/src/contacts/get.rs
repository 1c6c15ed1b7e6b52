use winfactor_domain::{Contact, ContactId, OrganizationId};
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
    // As an address is keyed; one that could not be stored is found nowhere.
    let key = email.trim().to_lowercase();
    service
        .read(move |tx| Ok(contacts::by_email_key(tx, organization, &key)?))
        .await
}
