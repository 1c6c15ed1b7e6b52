use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{self as domain, LeadId, Timestamp};

use crate::api::word::{LeadStatusWord, LocaleWord, Word};

/// A message that a visitor left on the organization's public page.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Lead {
    #[schema(value_type = String, example = "lead_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: LeadId,
    status: LeadStatusWord,
    /// The language of the page on which it was left.
    locale: LocaleWord,
    #[schema(example = "Jane Smith")]
    name: String,
    #[schema(example = "jane.smith@example.com")]
    email: String,
    #[schema(example = "+31 6 12345678")]
    phone: Option<String>,
    #[schema(example = "I am interested in custom sliding doors for my showroom.")]
    message: String,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    updated_at: Timestamp,
}

impl From<domain::Lead> for Lead {
    fn from(lead: domain::Lead) -> Self {
        Lead {
            id: lead.id,
            status: Word(lead.status),
            locale: Word(lead.locale),
            name: lead.name,
            email: lead.email.to_string(),
            phone: lead.phone,
            message: lead.message,
            created_at: lead.created_at,
            updated_at: lead.updated_at,
        }
    }
}
