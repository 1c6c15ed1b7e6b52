use serde::{Deserialize, Serialize};
use winfactor_domain::{Address, Customer, EmailAddress};

use super::corrupt;
use crate::StoreError;

#[derive(Serialize, Deserialize)]
struct Stored {
    name: String,
    email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
}

pub(crate) fn customer_to_json(customer: &Customer) -> String {
    let customer = customer.clone();
    let stored = Stored {
        name: customer.name,
        email: customer.email.to_string(),
        phone: customer.phone,
        company: customer.company_name,
        street: customer.address.street,
        postal_code: customer.address.postal_code,
        city: customer.address.city,
        country: customer.address.country,
    };
    serde_json::to_string(&stored).expect("a record of texts is always JSON")
}

pub(crate) fn customer_from_json(text: &str) -> Result<Customer, StoreError> {
    let stored: Stored = serde_json::from_str(text).map_err(|error| corrupt("customer", error))?;
    Ok(Customer {
        name: stored.name,
        email: EmailAddress::from_stored(stored.email),
        phone: stored.phone,
        company_name: stored.company,
        address: Address {
            street: stored.street,
            postal_code: stored.postal_code,
            city: stored.city,
            country: stored.country,
        },
    })
}
