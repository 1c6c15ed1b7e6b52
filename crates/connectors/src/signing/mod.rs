//! Proving to a receiver that a request comes from us and was not changed.
//!
//! Three schemes, because receivers differ in what they can check:
//!
//! - [`winfactor`]: our own header, a timestamp and one HMAC-SHA256 for each live secret;
//! - [`standard`]: the headers of the Standard Webhooks specification, so that its published
//!   libraries verify a delivery as they are;
//! - [`BodyHmac`]: an HMAC of the plain body for receivers that cannot compute over a timestamp.
//!   It proves the origin but not the age: a recorded request can be replayed.
//!
//! The first two go out together. They share one secret text but not the key made of it: ours is
//! the text itself, `whsec_` included; the standard's is what the base64 after `whsec_` decodes
//! to. During a rotation several secrets are live and every signature header carries one
//! signature for each, so the receiver can change over at any moment.
//!
//! Comparisons take the same time wherever two signatures differ.

mod body_hmac;
mod mac;
mod secret;
pub mod standard;
mod verify_error;
pub mod winfactor;

pub use body_hmac::{BodyHmac, HmacAlgorithm, HmacEncoding};
pub use secret::{SecretError, SigningSecret};
pub use verify_error::VerifyError;
