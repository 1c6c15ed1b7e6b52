//! A customer or contact, as requests and answers describe them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_domain as domain;
use winfactor_service::contacts::CustomerFields;

/// Who asks for an offer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Customer {
    #[schema(example = "John Smith")]
    name: String,
    #[schema(example = "john.smith@example.com")]
    email: String,
    #[schema(example = "+31 6 12345678")]
    phone: Option<String>,
    #[schema(example = "Smith Interiors Ltd")]
    company_name: Option<String>,
    street: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    country: Option<String>,
}

impl From<domain::Customer> for Customer {
    fn from(customer: domain::Customer) -> Self {
        let address = customer.address;
        Customer {
            name: customer.name,
            email: customer.email.to_string(),
            phone: customer.phone,
            company_name: customer.company_name,
            street: address.street,
            postal_code: address.postal_code,
            city: address.city,
            country: address.country,
        }
    }
}

/// Who asks for an offer.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct CustomerInput {
    #[serde(default)]
    #[schema(required, max_length = 200, example = "John Smith")]
    name: String,
    #[serde(default)]
    #[schema(required, max_length = 254, example = "john.smith@example.com")]
    email: String,
    #[schema(max_length = 40, example = "+31 6 12345678")]
    phone: Option<String>,
    #[schema(max_length = 200, example = "Smith Interiors Ltd")]
    company_name: Option<String>,
    #[schema(max_length = 200)]
    street: Option<String>,
    #[schema(max_length = 40)]
    postal_code: Option<String>,
    #[schema(max_length = 200)]
    city: Option<String>,
    #[schema(max_length = 200)]
    country: Option<String>,
}

impl From<CustomerInput> for CustomerFields {
    fn from(input: CustomerInput) -> Self {
        CustomerFields {
            name: input.name,
            email: input.email,
            phone: input.phone,
            company_name: input.company_name,
            street: input.street,
            postal_code: input.postal_code,
            city: input.city,
            country: input.country,
        }
    }
}
