use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{
    self as domain, Money, QuoteId, QuoteNumber, QuoteTerms, SubmissionId, Timestamp, events::Links,
};

use super::line_item::LineItem;
use crate::api::{
    decimal::DecimalNumber,
    person::Customer,
    word::{LocaleWord, QuoteStatusWord, Word},
};

/// An offer to a customer, in its present version.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Quote {
    #[schema(value_type = String, example = "quote_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: QuoteId,
    /// Gap-free per organization and year.
    #[schema(value_type = String, example = "Q-2026-0042")]
    number: QuoteNumber,
    /// 1, and one more with every revision.
    #[schema(example = 1)]
    version: u32,
    status: QuoteStatusWord,
    #[schema(value_type = String, example = "sub_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    submission_id: SubmissionId,
    /// The customer's language.
    locale: LocaleWord,
    customer: Customer,
    #[serde(flatten)]
    terms: Terms,
    line_items: Vec<LineItem>,
    totals: Totals,
    /// What the customer pays: `totals.total`.
    #[schema(value_type = f64, example = 3025.00)]
    total: Money,
    /// The member of staff who made it; null when a program did.
    #[schema(example = "Anna de Vries")]
    created_by_name: Option<String>,
    /// How the present version was sent; null in a draft.
    sending: Option<Sending>,
    /// The quote's id in another system.
    external_ref: Option<String>,
    urls: QuoteUrls,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    updated_at: Timestamp,
}

/// What a quote offers, beside its lines.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Terms {
    /// A code of ISO 4217.
    #[schema(value_type = String, example = "EUR")]
    currency: &'static str,
    #[schema(value_type = String, example = "€")]
    currency_symbol: &'static str,
    /// In percent.
    #[schema(value_type = f64, example = 21)]
    tax_rate: DecimalNumber,
    /// Days from sending to the last day of validity.
    #[schema(example = 30)]
    validity_days: u32,
    /// The organization's own reference, shown to the customer.
    reference: Option<String>,
    /// Shown to the customer.
    notes: Option<String>,
}

/// What the lines add up to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Totals {
    /// Before tax.
    #[schema(value_type = f64, example = 2500.00)]
    subtotal: Money,
    #[schema(value_type = f64, example = 525.00)]
    tax: Money,
    #[schema(value_type = f64, example = 3025.00)]
    total: Money,
}

/// How and until when a version was offered.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Sending {
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    sent_at: Timestamp,
    #[schema(example = json!(["john.smith@example.com"]))]
    recipients: Vec<String>,
    /// The last moment of the last day of validity, in Unix milliseconds.
    #[schema(value_type = i64, example = 1775080799999i64)]
    valid_until: Timestamp,
}

/// Where people find it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct QuoteUrls {
    /// Its page for staff.
    #[schema(example = "https://app.winfactor.example/quotes/quote_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    quote_detail: String,
    #[schema(example = "https://app.winfactor.example/submissions/sub_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    submission_detail: String,
    /// The customer's page of the present version, once it was sent. Whoever has it can answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        value_type = String,
        required = false,
        example = "https://app.winfactor.example/q/3n8Vq0ZbY1kT6wXr"
    )]
    quote_page: Option<String>,
}

impl Quote {
    pub(super) fn of(quote: domain::Quote, links: &Links) -> Self {
        let page = quote
            .sending
            .as_ref()
            .map(|sending| links.quote_page(&sending.token));
        Quote {
            id: quote.id,
            number: quote.number,
            version: quote.version,
            status: Word(quote.status),
            submission_id: quote.submission,
            locale: Word(quote.locale),
            customer: quote.customer.into(),
            terms: quote.terms.into(),
            line_items: LineItem::all(quote.line_items),
            totals: quote.totals.into(),
            total: quote.totals.total,
            created_by_name: quote.created_by_name,
            sending: quote.sending.map(Sending::from),
            external_ref: quote.external_ref,
            urls: QuoteUrls {
                quote_detail: links.quote(quote.id),
                submission_detail: links.submission(quote.submission),
                quote_page: page,
            },
            created_at: quote.created_at,
            updated_at: quote.updated_at,
        }
    }
}

impl From<QuoteTerms> for Terms {
    fn from(terms: QuoteTerms) -> Self {
        Terms {
            currency: terms.currency.code(),
            currency_symbol: terms.currency.symbol(),
            tax_rate: DecimalNumber(terms.tax_rate.percent()),
            validity_days: terms.validity_days,
            reference: terms.reference,
            notes: terms.notes,
        }
    }
}

impl From<domain::Totals> for Totals {
    fn from(totals: domain::Totals) -> Self {
        Totals {
            subtotal: totals.subtotal,
            tax: totals.tax,
            total: totals.total,
        }
    }
}

impl From<domain::Sending> for Sending {
    fn from(sending: domain::Sending) -> Self {
        let recipients = sending.recipients.iter();
        Sending {
            sent_at: sending.sent_at,
            recipients: recipients.map(ToString::to_string).collect(),
            valid_until: sending.valid_until,
        }
    }
}
