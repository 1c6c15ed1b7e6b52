use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{self as domain, ContactId, Timestamp};

use crate::api::person::Customer;

/// A person the organization deals with; one for each e-mail address.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Contact {
    #[schema(value_type = String, example = "contact_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: ContactId,
    #[serde(flatten)]
    customer: Customer,
    /// Submissions with this e-mail address.
    #[schema(example = 2)]
    submission_count: u32,
    /// When the latest of them came, in Unix milliseconds.
    #[schema(value_type = Option<i64>, example = 1772438400000i64)]
    last_used_at: Option<Timestamp>,
    /// The contact's id in another system.
    #[schema(example = "hubspot:contact:3314")]
    external_ref: Option<String>,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    updated_at: Timestamp,
}

impl From<domain::Contact> for Contact {
    fn from(contact: domain::Contact) -> Self {
        Contact {
            id: contact.id,
            customer: contact.customer.into(),
            submission_count: contact.submission_count,
            last_used_at: contact.last_used_at,
            external_ref: contact.external_ref,
            created_at: contact.created_at,
            updated_at: contact.updated_at,
        }
    }
}
