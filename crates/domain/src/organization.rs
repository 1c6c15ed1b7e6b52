use crate::{
    Currency, EmailAddress, Locale, OrganizationId, Slug, TaxRate, TimeZone, Timestamp, UnitSystem,
};

/// A window or door maker: the tenant to whom everything else belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    pub id: OrganizationId,
    pub name: String,
    pub slug: Slug,
    pub email: EmailAddress,
    pub phone: Option<String>,
    pub logo_url: Option<String>,
    pub locale: Locale,
    pub unit_system: UnitSystem,
    pub currency: Currency,
    pub time_zone: TimeZone,
    pub quote_defaults: QuoteDefaults,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// What a new quote starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteDefaults {
    pub tax_rate: TaxRate,
    /// Days from sending to the last day of validity.
    pub validity_days: u32,
    /// Days before the end at which `quote.expiring_soon` fires.
    pub expiring_soon_days: u32,
}

impl QuoteDefaults {
    pub const MAX_VALIDITY_DAYS: u32 = 730;
    pub const MAX_EXPIRING_SOON_DAYS: u32 = 60;
}

impl Default for QuoteDefaults {
    fn default() -> Self {
        QuoteDefaults {
            tax_rate: TaxRate::ZERO,
            validity_days: 30,
            expiring_soon_days: 3,
        }
    }
}
