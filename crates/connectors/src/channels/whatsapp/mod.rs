//! WhatsApp's Cloud API. That it accepts a message is not that it delivers it: that is told to a
//! webhook of its own.
//!
//! Source: <https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages> and
//! <https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes>.

mod access;
mod errors;
mod send;
mod test;

pub use access::WhatsAppAccess;
pub use send::{Accepted, TemplateName, send, template};
pub use test::test;

/// To one person: one message in six seconds, with bursts that are paid back later. A second between
/// two keeps clear of that for what flows send.
pub const GAP_MS: i64 = 1000;
