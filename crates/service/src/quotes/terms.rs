use rust_decimal::Decimal;
use winfactor_domain::{QuoteTerms, TaxRate, Text};

use crate::fields::{self, Nullable};

/// Terms of a quote, not yet checked; what is absent stays as it is, or as the organization's
/// defaults have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermFields {
    /// In percent.
    pub tax_rate: Option<Decimal>,
    /// Days from sending to the last day of validity.
    pub validity_days: Option<i64>,
    /// A code of ISO 4217, such as `EUR`.
    pub currency: Option<String>,
    /// Shown to the customer.
    pub reference: Nullable<String>,
    /// Shown to the customer.
    pub notes: Nullable<String>,
}

impl TermFields {
    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        *self == TermFields::default()
    }

    /// `terms` with what is said here and is in order; what is not is noted in `text`.
    pub(super) fn over(&self, text: &mut Text, mut terms: QuoteTerms) -> QuoteTerms {
        if let Some(percent) = self.tax_rate
            && let Some(rate) = text.checked(TaxRate::parse("/taxRate", percent))
        {
            terms.tax_rate = rate;
        }
        if let Some(days) = self.validity_days
            && let Some(days) = text.checked(QuoteTerms::check_validity_days("/validityDays", days))
        {
            terms.validity_days = days;
        }
        if let Some(currency) = &self.currency
            && let Some(currency) = fields::parsed(text, "/currency", currency)
        {
            terms.currency = currency;
        }
        if let Some(reference) = &self.reference {
            let most = QuoteTerms::MAX_REFERENCE;
            terms.reference = text.optional("/reference", reference.as_deref(), most);
        }
        if let Some(notes) = &self.notes {
            terms.notes = text.optional_lines("/notes", notes.as_deref(), QuoteTerms::MAX_NOTES);
        }
        terms
    }
}
