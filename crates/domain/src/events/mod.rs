//! The nine core events: what integrations are told, and in which shape.
//!
//! The wire format is a contract with receivers that we do not control. It is written once, as the
//! structs of this module: the JSON Schemas under `schemas/events` and the examples under
//! `fixtures/events` are generated from them and compared by a test. An [`EventData`] is made by a
//! transition of the domain, put into its [`Envelope`] when it is recorded, and rendered once; the
//! bytes never change afterwards.

mod envelope;
mod event_type;
mod lead;
mod links;
mod preview;
mod quote;
pub mod sample;
mod schema;
mod submission;

pub use envelope::{CONTRACT_VERSION, Envelope, OrganizationRef};
pub use event_type::{EventType, UnknownEventType};
pub use lead::LeadCreated;
pub use links::Links;
pub use preview::message_preview;
pub use quote::{
    QuoteAccepted, QuoteCreated, QuoteExpired, QuoteExpiringSoon, QuoteRejected, QuoteSent,
    QuoteViewed,
};
pub use schema::json_schema;
pub use submission::SubmissionCreated;

use serde::Serialize;

use crate::{Locale, Timestamp};

/// What happened, with everything receivers are told about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum EventData {
    SubmissionCreated(SubmissionCreated),
    QuoteCreated(QuoteCreated),
    QuoteSent(QuoteSent),
    QuoteViewed(QuoteViewed),
    QuoteAccepted(QuoteAccepted),
    QuoteRejected(QuoteRejected),
    QuoteExpiringSoon(QuoteExpiringSoon),
    QuoteExpired(QuoteExpired),
    LeadCreated(LeadCreated),
}

/// The parts of a payload that do not travel in `data`: they place the event in time and language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub at: Timestamp,
    pub customer_locale: Locale,
}

macro_rules! each_event {
    ($($variant:ident),*) => {
        $(impl From<$variant> for EventData {
            fn from(data: $variant) -> Self {
                EventData::$variant(data)
            }
        })*

        impl EventData {
            pub fn event_type(&self) -> EventType {
                match self {
                    $(EventData::$variant(_) => EventType::$variant,)*
                }
            }

            /// The moment of the business change.
            pub fn occurred_at(&self) -> Timestamp {
                match self {
                    $(EventData::$variant(data) => data.occasion.at,)*
                }
            }

            /// The language of the customer concerned.
            pub fn customer_locale(&self) -> Locale {
                match self {
                    $(EventData::$variant(data) => data.occasion.customer_locale,)*
                }
            }

            /// The id of the submission, quote or lead that the event is about. Deliveries to one
            /// destination keep the order of events with the same subject.
            pub fn subject(&self) -> &str {
                match self {
                    $(EventData::$variant(data) => data.subject(),)*
                }
            }
        }
    };
}

each_event!(
    SubmissionCreated,
    QuoteCreated,
    QuoteSent,
    QuoteViewed,
    QuoteAccepted,
    QuoteRejected,
    QuoteExpiringSoon,
    QuoteExpired,
    LeadCreated
);
