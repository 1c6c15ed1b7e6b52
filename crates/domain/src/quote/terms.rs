use crate::{Currency, FieldError, QuoteDefaults, TaxRate};

/// What can be changed about a draft, beside its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteTerms {
    pub currency: Currency,
    pub tax_rate: TaxRate,
    /// Days from sending to the last day of validity.
    pub validity_days: u32,
    /// The organization's own reference, shown to the customer.
    pub reference: Option<String>,
    pub notes: Option<String>,
}

impl QuoteTerms {
    pub const MAX_REFERENCE: usize = 200;
    pub const MAX_NOTES: usize = 8000;

    /// The number of days, when it is one that a quote can be valid for.
    pub fn check_validity_days(pointer: &str, days: i64) -> Result<u32, FieldError> {
        let most = QuoteDefaults::MAX_VALIDITY_DAYS;
        u32::try_from(days)
            .ok()
            .filter(|days| (1..=most).contains(days))
            .ok_or_else(|| {
                let message = format!("must be from 1 to {most} days");
                FieldError::new(pointer, "out_of_range", message)
            })
    }
}
