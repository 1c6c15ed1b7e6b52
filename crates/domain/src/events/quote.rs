//! The payloads of the seven quote events. Each has the same `quote` and `customer`, one object
//! named after what happened, and the addresses that fit.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Links, Occasion, submission::CustomerRef};
use crate::{Acceptance, Money, Quote, Rejection, Timestamp, View, quote::Sending};

/// The quote, as every quote event describes it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct QuoteRef {
    pub id: String,
    /// `Q-<year>-<counter>`.
    pub number: String,
    pub version: u32,
    /// What the customer pays, a decimal number in the currency's precision.
    #[schemars(with = "f64")]
    pub total: Money,
    /// ISO 4217, such as `EUR`.
    pub currency: String,
    pub currency_symbol: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct QuoteUrls {
    /// The quote in WinFactor, for the organization's people.
    pub quote_detail: String,
    /// The submission in WinFactor, for the organization's people.
    pub submission_detail: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct QuoteUrlsWithPage {
    /// The quote in WinFactor, for the organization's people.
    pub quote_detail: String,
    /// The submission in WinFactor, for the organization's people.
    pub submission_detail: String,
    /// The page on which the customer answers.
    pub quote_page: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct Creation {
    #[schemars(with = "u64")]
    pub created_at: Timestamp,
    /// Who created it; null when the API did.
    pub created_by_name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct SendingRef {
    #[schemars(with = "u64")]
    pub sent_at: Timestamp,
    pub recipients: Vec<String>,
    /// The last moment of the last day of validity.
    #[schemars(with = "u64")]
    pub valid_until: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct ViewRef {
    #[schemars(with = "u64")]
    pub viewed_at: Timestamp,
    pub ip_address: String,
    pub user_agent: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct AcceptanceRef {
    #[schemars(with = "u64")]
    pub accepted_at: Timestamp,
    pub accepted_by_name: String,
    pub ip_address: String,
    pub user_agent: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct RejectionRef {
    #[schemars(with = "u64")]
    pub rejected_at: Timestamp,
    pub rejected_by_name: Option<String>,
    pub reason: Option<String>,
    pub ip_address: String,
    pub user_agent: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct ExpiringRef {
    #[schemars(with = "u64")]
    pub valid_until: Timestamp,
    /// Days until then in the organization's time zone; the one that has begun is counted.
    pub days_remaining: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct ExpiredRef {
    #[schemars(with = "u64")]
    pub valid_until: Timestamp,
    #[schemars(with = "u64")]
    pub expired_at: Timestamp,
}

macro_rules! quote_event {
    ($name:ident, $type:literal, $field:ident: $what:ty, $urls:ty) => {
        #[doc = concat!("`data` of `", $type, "`.")]
        #[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
        #[serde(rename_all = "camelCase")]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            pub quote: QuoteRef,
            pub customer: CustomerRef,
            pub $field: $what,
            pub urls: $urls,
            #[serde(skip)]
            pub(super) occasion: Occasion,
        }

        impl $name {
            fn new(quote: &Quote, at: Timestamp, $field: $what, urls: $urls) -> Self {
                $name {
                    quote: quote.into(),
                    customer: (&quote.customer).into(),
                    $field,
                    urls,
                    occasion: Occasion {
                        at,
                        customer_locale: quote.locale,
                    },
                }
            }

            pub(super) fn subject(&self) -> &str {
                &self.quote.id
            }
        }
    };
}

quote_event!(QuoteCreated, "quote.created", creation: Creation, QuoteUrls);
quote_event!(QuoteSent, "quote.sent", sending: SendingRef, QuoteUrlsWithPage);
quote_event!(QuoteViewed, "quote.viewed", view: ViewRef, QuoteUrlsWithPage);
quote_event!(QuoteAccepted, "quote.accepted", acceptance: AcceptanceRef, QuoteUrls);
quote_event!(QuoteRejected, "quote.rejected", rejection: RejectionRef, QuoteUrls);
quote_event!(QuoteExpiringSoon, "quote.expiring_soon", expiration: ExpiringRef, QuoteUrlsWithPage);
quote_event!(QuoteExpired, "quote.expired", expiration: ExpiredRef, QuoteUrls);

impl QuoteCreated {
    pub fn of(quote: &Quote, links: &Links) -> Self {
        let creation = Creation {
            created_at: quote.created_at,
            created_by_name: quote.created_by_name.clone(),
        };
        Self::new(quote, quote.created_at, creation, urls(quote, links))
    }
}

impl QuoteSent {
    pub fn of(quote: &Quote, sending: &Sending, links: &Links) -> Self {
        let what = SendingRef {
            sent_at: sending.sent_at,
            recipients: sending.recipients.iter().map(ToString::to_string).collect(),
            valid_until: sending.valid_until,
        };
        let urls = urls_with_page(quote, sending, links);
        Self::new(quote, sending.sent_at, what, urls)
    }
}

impl QuoteViewed {
    pub fn of(quote: &Quote, sending: &Sending, view: &View, links: &Links) -> Self {
        let what = ViewRef {
            viewed_at: view.at,
            ip_address: view.ip_address.clone(),
            user_agent: view.user_agent.clone(),
        };
        let urls = urls_with_page(quote, sending, links);
        Self::new(quote, view.at, what, urls)
    }
}

impl QuoteAccepted {
    pub fn of(quote: &Quote, acceptance: &Acceptance, links: &Links) -> Self {
        let what = AcceptanceRef {
            accepted_at: acceptance.at,
            accepted_by_name: acceptance.by_name.clone(),
            ip_address: acceptance.ip_address.clone(),
            user_agent: acceptance.user_agent.clone(),
        };
        Self::new(quote, acceptance.at, what, urls(quote, links))
    }
}

impl QuoteRejected {
    pub fn of(quote: &Quote, rejection: &Rejection, links: &Links) -> Self {
        let what = RejectionRef {
            rejected_at: rejection.at,
            rejected_by_name: rejection.by_name.clone(),
            reason: rejection.reason.clone(),
            ip_address: rejection.ip_address.clone(),
            user_agent: rejection.user_agent.clone(),
        };
        Self::new(quote, rejection.at, what, urls(quote, links))
    }
}

impl QuoteExpiringSoon {
    pub fn of(
        quote: &Quote,
        sending: &Sending,
        days_remaining: u32,
        now: Timestamp,
        links: &Links,
    ) -> Self {
        let what = ExpiringRef {
            valid_until: sending.valid_until,
            days_remaining,
        };
        let urls = urls_with_page(quote, sending, links);
        Self::new(quote, now, what, urls)
    }
}

impl QuoteExpired {
    /// The business moment is the end of validity, also when it is noticed later.
    pub fn of(quote: &Quote, sending: &Sending, links: &Links) -> Self {
        let what = ExpiredRef {
            valid_until: sending.valid_until,
            expired_at: sending.valid_until,
        };
        Self::new(quote, sending.valid_until, what, urls(quote, links))
    }
}

impl From<&Quote> for QuoteRef {
    fn from(quote: &Quote) -> Self {
        let currency = quote.terms.currency;
        QuoteRef {
            id: quote.id.to_string(),
            number: quote.number.to_string(),
            version: quote.version,
            total: quote.totals.total,
            currency: currency.code().to_owned(),
            currency_symbol: currency.symbol().to_owned(),
        }
    }
}

fn urls(quote: &Quote, links: &Links) -> QuoteUrls {
    QuoteUrls {
        quote_detail: links.quote(quote.id),
        submission_detail: links.submission(quote.submission),
    }
}

fn urls_with_page(quote: &Quote, sending: &Sending, links: &Links) -> QuoteUrlsWithPage {
    QuoteUrlsWithPage {
        quote_detail: links.quote(quote.id),
        submission_detail: links.submission(quote.submission),
        quote_page: links.quote_page(&sending.token),
    }
}
