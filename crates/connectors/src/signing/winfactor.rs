//! `X-WinFactor-Signature: t=<unix seconds>,v1=<hex>[,v1=<hex>…]`
//!
//! Each `v1` is HMAC-SHA256 over `<t>.<raw body>`; the key is the whole secret text as UTF-8
//! bytes. A receiver accepts a delivery when any `v1` fits one of its secrets and `t` is recent.

use std::time::Duration;

use super::mac::{any_matches, hex, hmac_sha256};
use super::secret::SigningSecret;
use super::verify_error::{VerifyError, check_age};

/// The header's name, in lower case.
pub const HEADER: &str = "x-winfactor-signature";

/// The header's value. `signed_at` is in Unix seconds.
#[must_use]
pub fn sign(secrets: &[SigningSecret], signed_at: i64, body: &[u8]) -> String {
    let mut value = format!("t={signed_at}");
    for signature in signatures(secrets, &signed_at.to_string(), body) {
        value.push_str(",v1=");
        value.push_str(&signature);
    }
    value
}

/// Checks a received header against the raw body and returns when it was signed. Both times are
/// in Unix seconds.
///
/// # Errors
/// Says why the delivery is not to be trusted.
pub fn verify(
    header: &str,
    body: &[u8],
    secrets: &[SigningSecret],
    now: i64,
    tolerance: Duration,
) -> Result<i64, VerifyError> {
    let values = |wanted: &'static str| {
        header
            .split(',')
            .filter_map(|part| part.trim().split_once('='))
            .filter(move |(name, _)| *name == wanted)
            .map(|(_, value)| value)
    };
    let mut times = values("t");
    let (Some(time), None) = (times.next(), times.next()) else {
        return Err(VerifyError::Timestamp);
    };
    let signed_at: i64 = time.parse().map_err(|_| VerifyError::Timestamp)?;
    if values("v1").next().is_none() {
        return Err(VerifyError::NoSignature);
    }
    let expected: Vec<String> = signatures(secrets, time, body).collect();
    if !any_matches(values("v1"), &expected) {
        return Err(VerifyError::Mismatch);
    }
    check_age(signed_at, now, tolerance)?;
    Ok(signed_at)
}

fn signatures(secrets: &[SigningSecret], time: &str, body: &[u8]) -> impl Iterator<Item = String> {
    secrets.iter().map(move |secret| {
        hex(&hmac_sha256(
            secret.text_key(),
            &[time.as_bytes(), b".", body],
        ))
    })
}

#[cfg(test)]
#[path = "winfactor_tests.rs"]
mod tests;
