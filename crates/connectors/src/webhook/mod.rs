//! One webhook attempt: an event's bytes, signed, to one address, and what became of it.
//!
//! The body arrives rendered and leaves unchanged, so every retry and redelivery of an event
//! sends the same bytes; only the time, the signatures and the attempt's number differ. The
//! answer is classified by its status alone ([`Outcome`]): any 2xx means that the receiver took
//! the event, no more. When to try again, and when to stop trying, is the caller's business.
//!
//! An [`Attempt`] is a log record, fit to be stored: bounded, without secrets, and without the
//! answer of a private host.

pub mod activepieces;
mod attempt;
mod auth;
mod custom_headers;
mod outcome;
mod request;
mod sender;

pub use attempt::{Attempt, HeaderText};
pub use auth::WebhookAuth;
pub use custom_headers::{CustomHeaders, HeaderProblem};
pub use outcome::{FailureKind, Outcome};
pub use request::WebhookRequest;
pub use sender::WebhookSender;
