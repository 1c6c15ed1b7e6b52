//! The headers of the Standard Webhooks specification (standardwebhooks.com):
//! `webhook-id`, `webhook-timestamp` and `webhook-signature: v1,<base64>[ v1,<base64>…]`.
//!
//! Each `v1` is HMAC-SHA256 over `<id>.<timestamp>.<raw body>`; the key is what the base64 after
//! `whsec_` decodes to.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::mac::{any_matches, hmac_sha256};
use super::secret::SigningSecret;
use super::verify_error::{VerifyError, check_age};

pub const ID_HEADER: &str = "webhook-id";
pub const TIMESTAMP_HEADER: &str = "webhook-timestamp";
pub const SIGNATURE_HEADER: &str = "webhook-signature";

/// The value of `webhook-signature`. `signed_at` is in Unix seconds and goes into
/// `webhook-timestamp` as it is.
#[must_use]
pub fn sign(secrets: &[SigningSecret], id: &str, signed_at: i64, body: &[u8]) -> String {
    let mut value = String::new();
    for signature in signatures(secrets, id, &signed_at.to_string(), body) {
        if !value.is_empty() {
            value.push(' ');
        }
        value.push_str("v1,");
        value.push_str(&signature);
    }
    value
}

/// The three headers as received.
#[derive(Debug, Clone, Copy)]
pub struct Received<'a> {
    pub id: &'a str,
    pub timestamp: &'a str,
    pub signature: &'a str,
}

/// Checks received headers against the raw body and returns when they were signed. Both times
/// are in Unix seconds.
///
/// # Errors
/// Says why the delivery is not to be trusted.
pub fn verify(
    received: Received<'_>,
    body: &[u8],
    secrets: &[SigningSecret],
    now: i64,
    tolerance: Duration,
) -> Result<i64, VerifyError> {
    let signed_at: i64 = received
        .timestamp
        .parse()
        .map_err(|_| VerifyError::Timestamp)?;
    let given = || {
        received
            .signature
            .split(' ')
            .filter_map(|part| part.strip_prefix("v1,"))
    };
    if given().next().is_none() {
        return Err(VerifyError::NoSignature);
    }
    let expected: Vec<String> =
        signatures(secrets, received.id, received.timestamp, body).collect();
    if !any_matches(given(), &expected) {
        return Err(VerifyError::Mismatch);
    }
    check_age(signed_at, now, tolerance)?;
    Ok(signed_at)
}

fn signatures(
    secrets: &[SigningSecret],
    id: &str,
    time: &str,
    body: &[u8],
) -> impl Iterator<Item = String> {
    secrets.iter().map(move |secret| {
        let message = [id.as_bytes(), b".", time.as_bytes(), b".", body];
        STANDARD.encode(hmac_sha256(secret.decoded_key(), &message))
    })
}

#[cfg(test)]
#[path = "standard_tests.rs"]
mod tests;
