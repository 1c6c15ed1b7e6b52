//! Whose addresses are a customer's, and whose the organization's own.

use serde_json::Value;
use winfactor_domain::{Customer, OrganizationId, QuoteId};
use winfactor_store::{
    Tx, contacts, events::EventRow, organizations, quote_versions, quotes, users,
};

use super::addresses::{Address, Addresses};
use crate::{Result, contacts::email_key};

/// Where an event says how the customer is reached.
const IN_EVENT: [&str; 4] = [
    "/data/customer/email",
    "/data/customer/phone",
    "/data/contact/email",
    "/data/contact/phone",
];

/// Everything by which the customer of an event can be reached: what the event says, what is known of
/// the contact, and all to whom the quote was sent or may be sent.
pub(crate) fn customer_of(tx: &mut Tx<'_>, event: &EventRow) -> Result<Addresses> {
    let organization = event.organization;
    let body: Value = serde_json::from_str(&event.body).unwrap_or_default();
    let mut customer = named_by(&body);
    let mails = ["/data/customer/email", "/data/contact/email"].into_iter();
    let mails = mails.filter_map(|pointer| body.pointer(pointer)?.as_str());
    let mut mails: Vec<String> = mails.map(str::to_owned).collect();
    if let Ok(id) = event.subject.parse::<QuoteId>()
        && let Some(quote) = quotes::get(tx, organization, id)?
    {
        add(&mut customer, &quote.customer);
        mails.push(quote.customer.email.as_str().to_owned());
        let sent = quote_versions::of_quote(tx, organization, id)?;
        let sendings = sent
            .iter()
            .map(|version| &version.sending)
            .chain(&quote.sending);
        let recipients = sendings.flat_map(|sending| &sending.recipients);
        recipients.for_each(|recipient| customer.add(recipient.as_str()));
    }
    for mail in mails {
        if let Some(contact) = contacts::by_email_key(tx, organization, &email_key(&mail))? {
            add(&mut customer, &contact.customer);
        }
    }
    Ok(customer)
}

/// What the body of an event itself says of how its customer is reached.
pub(super) fn named_by(body: &Value) -> Addresses {
    let mut customer = Addresses::default();
    let said = IN_EVENT.iter().filter_map(|pointer| body.pointer(pointer));
    let recipients = body.pointer("/data/sending/recipients");
    let recipients = recipients.and_then(Value::as_array).into_iter().flatten();
    let said = said.chain(recipients).filter_map(Value::as_str);
    said.for_each(|address| customer.add(address));
    customer
}

fn add(addresses: &mut Addresses, customer: &Customer) {
    addresses.add(customer.email.as_str());
    addresses.add(customer.phone.as_deref().unwrap_or_default());
}

/// The addresses of the organization and of its people: whoever tries things out as their own
/// customer is no customer.
pub(crate) fn own(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<Addresses> {
    let mut own = Addresses::default();
    if let Some(organization) = organizations::get(tx, organization)? {
        own.add(organization.email.as_str());
        own.add(organization.phone.as_deref().unwrap_or_default());
    }
    for user in users::list(tx, organization)? {
        own.add(user.email.as_str());
    }
    Ok(own)
}

/// Whether a mailbox is that of any of the organization's contacts.
pub(crate) fn is_a_contact(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    address: &Address,
) -> Result<bool> {
    Ok(match address {
        Address::Email(mail) => {
            contacts::by_email_key(tx, organization, &email_key(mail))?.is_some()
        }
        Address::Phone(_) => false,
    })
}
