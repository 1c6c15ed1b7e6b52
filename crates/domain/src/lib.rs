//! What WinFactor is about, without any IO: organizations, their templates, contacts, submissions,
//! quotes and leads, the transitions between their states, and the nine events that tell of them.
//!
//! A transition is a method that takes the present state and the moment, and returns the new state
//! or a typed refusal. Nothing here reads a clock, a random source, a file or the network: those
//! arrive as arguments ([`Clock`], [`Rng`]), so that the same input always gives the same answer.

mod clock;
mod contact;
mod currency;
mod customer;
mod email;
pub mod events;
pub mod format;
mod id;
mod lead;
mod line_item;
mod locale;
mod money;
mod organization;
mod quote;
mod quote_number;
mod refusal;
mod rng;
mod size;
mod slug;
mod submission;
mod template;
mod text;
mod timezone;

pub use clock::{Clock, Timestamp};
pub use contact::{Contact, MAX_EXTERNAL_REF};
pub use currency::{Currency, UnknownCurrency};
pub use customer::{Address, Customer, CustomerInput};
pub use email::EmailAddress;
pub use events::EventType;
pub use id::{
    ApiKeyId, ConnectionId, ContactId, EndpointId, EventId, FileRowId, FlowId, FlowRunId, Id,
    IdError, IdKind, LeadId, LineItemId, MessageId, NodeId, OrganizationId, QuoteId, SessionId,
    SubmissionId, TemplateId, UserId,
};
pub use lead::{Lead, LeadStatus, NewLead};
pub use line_item::{ItemType, LineItem, NewLineItem, Quantity, TaxRate, Totals};
pub use locale::{Locale, UnitSystem};
pub use money::{Money, MoneyError};
pub use organization::{Organization, QuoteDefaults};
pub use quote::{
    Acceptance, Answer, Quote, QuoteStatus, QuoteTerms, QuoteVersion, Rejection, Sending,
    SuspectedRobot, View,
};
pub use quote_number::QuoteNumber;
pub use refusal::{FieldError, Invalid, Refusal};
pub use rng::Rng;
pub use size::{Configuration, Millimetres, SizeError};
pub use slug::Slug;
pub use submission::{NewSubmission, Submission, SubmissionStatus};
pub use template::{MAX_SIDE, SizeLimits, Template, TemplateComponent};
pub use text::Text;
pub use timezone::TimeZone;
