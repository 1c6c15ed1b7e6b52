//! The parts of a quote that stand in JSON columns: its lines, how it was sent, a sent version as
//! it was offered, and the answer to it. Amounts are minor units, as in the columns.

use serde::{Deserialize, Serialize};
use winfactor_domain::{
    Acceptance, Answer, Currency, EmailAddress, ItemType, LineItem, Money, Quantity, QuoteTerms,
    Rejection, Sending, TaxRate, Timestamp, Totals,
};

use super::corrupt;
use crate::StoreError;

#[derive(Serialize, Deserialize)]
struct StoredLine {
    id: String,
    description: String,
    /// Thousandths.
    quantity: i64,
    unit_price: i64,
    total: i64,
    kind: String,
}

#[derive(Serialize, Deserialize)]
struct StoredSending {
    token: String,
    recipients: Vec<String>,
    sent_at: i64,
    valid_until: i64,
    expiring_soon_at: i64,
}

#[derive(Serialize, Deserialize)]
struct StoredOffer {
    currency: String,
    tax_rate: i64,
    validity_days: u32,
    reference: Option<String>,
    notes: Option<String>,
    line_items: Vec<StoredLine>,
    subtotal: i64,
    tax: i64,
    total: i64,
    sending: StoredSending,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "lowercase")]
enum StoredAnswer {
    Accepted {
        at: i64,
        name: String,
        ip_address: String,
        user_agent: String,
    },
    Rejected {
        at: i64,
        name: Option<String>,
        reason: Option<String>,
        ip_address: String,
        user_agent: String,
    },
}

/// A version's content, without its identity.
pub(crate) struct Offer {
    pub terms: QuoteTerms,
    pub line_items: Vec<LineItem>,
    pub totals: Totals,
    pub sending: Sending,
}

pub(crate) fn line_items_to_json(items: &[LineItem]) -> String {
    json(&items.iter().map(StoredLine::from).collect::<Vec<_>>())
}

pub(crate) fn line_items_from_json(
    text: &str,
    currency: Currency,
) -> Result<Vec<LineItem>, StoreError> {
    let stored: Vec<StoredLine> = from_json("line_items", text)?;
    stored.iter().map(|line| line.read(currency)).collect()
}

pub(crate) fn sending_to_json(sending: &Sending) -> String {
    json(&StoredSending::from(sending))
}

pub(crate) fn sending_from_json(text: &str) -> Result<Sending, StoreError> {
    Ok(from_json::<StoredSending>("sending", text)?.read())
}

pub(crate) fn offer_to_json(
    terms: &QuoteTerms,
    line_items: &[LineItem],
    totals: &Totals,
    sending: &Sending,
) -> String {
    json(&StoredOffer {
        currency: terms.currency.code().to_owned(),
        tax_rate: terms.tax_rate.hundredths(),
        validity_days: terms.validity_days,
        reference: terms.reference.clone(),
        notes: terms.notes.clone(),
        line_items: line_items.iter().map(StoredLine::from).collect(),
        subtotal: totals.subtotal.minor(),
        tax: totals.tax.minor(),
        total: totals.total.minor(),
        sending: sending.into(),
    })
}

pub(crate) fn offer_from_json(text: &str) -> Result<Offer, StoreError> {
    let stored: StoredOffer = from_json("offer", text)?;
    let currency: Currency = stored
        .currency
        .parse()
        .map_err(|error| corrupt("offer.currency", error))?;
    let line_items = stored.line_items.iter().map(|line| line.read(currency));
    let money = |minor| Money::from_minor(minor, currency);
    Ok(Offer {
        line_items: line_items.collect::<Result<_, _>>()?,
        terms: QuoteTerms {
            currency,
            tax_rate: TaxRate::from_hundredths(stored.tax_rate),
            validity_days: stored.validity_days,
            reference: stored.reference,
            notes: stored.notes,
        },
        totals: Totals {
            subtotal: money(stored.subtotal),
            tax: money(stored.tax),
            total: money(stored.total),
        },
        sending: stored.sending.read(),
    })
}

pub(crate) fn answer_to_json(answer: &Answer) -> String {
    json(&match answer.clone() {
        Answer::Accepted(acceptance) => StoredAnswer::Accepted {
            at: acceptance.at.0,
            name: acceptance.by_name,
            ip_address: acceptance.ip_address,
            user_agent: acceptance.user_agent,
        },
        Answer::Rejected(rejection) => StoredAnswer::Rejected {
            at: rejection.at.0,
            name: rejection.by_name,
            reason: rejection.reason,
            ip_address: rejection.ip_address,
            user_agent: rejection.user_agent,
        },
    })
}

pub(crate) fn answer_from_json(text: &str) -> Result<Answer, StoreError> {
    Ok(match from_json("answer", text)? {
        StoredAnswer::Accepted {
            at,
            name,
            ip_address,
            user_agent,
        } => Answer::Accepted(Acceptance {
            at: Timestamp(at),
            by_name: name,
            ip_address,
            user_agent,
        }),
        StoredAnswer::Rejected {
            at,
            name,
            reason,
            ip_address,
            user_agent,
        } => Answer::Rejected(Rejection {
            at: Timestamp(at),
            by_name: name,
            reason,
            ip_address,
            user_agent,
        }),
    })
}

impl From<&LineItem> for StoredLine {
    fn from(item: &LineItem) -> Self {
        StoredLine {
            id: item.id.to_string(),
            description: item.description.clone(),
            quantity: item.quantity.thousandths(),
            unit_price: item.unit_price.minor(),
            total: item.total.minor(),
            kind: item.item_type.code().to_owned(),
        }
    }
}

impl StoredLine {
    fn read(&self, currency: Currency) -> Result<LineItem, StoreError> {
        Ok(LineItem {
            id: self
                .id
                .parse()
                .map_err(|error| corrupt("line_items.id", error))?,
            description: self.description.clone(),
            quantity: Quantity::from_thousandths(self.quantity),
            unit_price: Money::from_minor(self.unit_price, currency),
            total: Money::from_minor(self.total, currency),
            item_type: ItemType::from_code(&self.kind).unwrap_or(ItemType::Other),
        })
    }
}

impl From<&Sending> for StoredSending {
    fn from(sending: &Sending) -> Self {
        StoredSending {
            token: sending.token.clone(),
            recipients: sending.recipients.iter().map(ToString::to_string).collect(),
            sent_at: sending.sent_at.0,
            valid_until: sending.valid_until.0,
            expiring_soon_at: sending.expiring_soon_at.0,
        }
    }
}

impl StoredSending {
    fn read(self) -> Sending {
        let recipients = self.recipients.into_iter();
        Sending {
            token: self.token,
            recipients: recipients.map(EmailAddress::from_stored).collect(),
            sent_at: Timestamp(self.sent_at),
            valid_until: Timestamp(self.valid_until),
            expiring_soon_at: Timestamp(self.expiring_soon_at),
        }
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("records of texts and numbers are always JSON")
}

fn from_json<T: for<'de> Deserialize<'de>>(column: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| corrupt(column, error))
}
