use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{self as domain, OrganizationId, Timestamp};

use crate::api::{
    decimal::DecimalNumber,
    word::{LocaleWord, UnitSystemWord, Word},
};

/// The organization that an API key belongs to.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Organization {
    #[schema(value_type = String, example = "org_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: OrganizationId,
    #[schema(example = "Window & Door Solutions B.V.")]
    name: String,
    /// Its part of public addresses; never changes.
    #[schema(example = "window-door-solutions")]
    slug: String,
    /// Where customers reach it.
    #[schema(example = "info@window-door.example")]
    email: String,
    #[schema(example = "+31 20 123 4567")]
    phone: Option<String>,
    #[schema(example = "https://www.window-door.example/logo.png")]
    logo_url: Option<String>,
    /// The language of its staff.
    locale: LocaleWord,
    /// How sizes are shown to people. In the API sizes are always in millimetres.
    unit_system: UnitSystemWord,
    /// A code of ISO 4217, for new quotes.
    #[schema(example = "EUR")]
    currency: String,
    /// A name of the IANA database: where its days begin and end.
    #[schema(example = "Europe/Amsterdam")]
    time_zone: String,
    quote_defaults: QuoteDefaults,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    updated_at: Timestamp,
}

/// What new quotes start with.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct QuoteDefaults {
    /// In percent.
    #[schema(value_type = f64, example = 21)]
    tax_rate: DecimalNumber,
    /// Days from sending to the last day of validity.
    #[schema(example = 30)]
    validity_days: u32,
    /// Days before the end at which `quote.expiring_soon` fires; 0 means never.
    #[schema(example = 3)]
    expiring_soon_days: u32,
}

impl From<domain::Organization> for Organization {
    fn from(organization: domain::Organization) -> Self {
        let defaults = &organization.quote_defaults;
        Organization {
            id: organization.id,
            slug: organization.slug.to_string(),
            email: organization.email.to_string(),
            phone: organization.phone,
            logo_url: organization.logo_url,
            locale: Word(organization.locale),
            unit_system: Word(organization.unit_system),
            currency: organization.currency.code().to_owned(),
            time_zone: organization.time_zone.name().to_owned(),
            quote_defaults: QuoteDefaults {
                tax_rate: DecimalNumber(defaults.tax_rate.percent()),
                validity_days: defaults.validity_days,
                expiring_soon_days: defaults.expiring_soon_days,
            },
            name: organization.name,
            created_at: organization.created_at,
            updated_at: organization.updated_at,
        }
    }
}
