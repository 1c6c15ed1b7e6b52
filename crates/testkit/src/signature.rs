//! Verifies the signatures of a delivery, apart from the code that makes them.
//!
//! Both schemes are checked from their descriptions alone, and the Standard Webhooks one against
//! the published crate as well. [`crate::oracle`] asks the published JavaScript library.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::Sha256;
use winfactor_domain::Timestamp;

/// How far apart the clocks of sender and receiver may be, in seconds.
const TOLERANCE: i64 = 5 * 60;

/// Why a receiver would refuse a delivery.
#[derive(Debug, thiserror::Error)]
pub enum SignatureError {
    #[error("the header {0} is missing")]
    Missing(&'static str),
    #[error("the header {header} cannot be read: {value:?}")]
    Malformed { header: &'static str, value: String },
    #[error("signed at {signed} (Unix seconds), which is more than five minutes from {now}")]
    Stale { signed: i64, now: i64 },
    #[error("no signature in the header {0} was made with this secret over this body")]
    Mismatch(&'static str),
    #[error("the secret is not `whsec_` and base64")]
    Secret,
}

/// Checks both schemes, as a receiver would at the moment `now`.
pub fn verify(
    secret: &str,
    headers: &HeaderMap,
    body: &[u8],
    now: Timestamp,
) -> Result<(), SignatureError> {
    verify_winfactor(secret, headers, body, now)?;
    verify_standard(secret, headers, body, now)
}

/// `X-WinFactor-Signature: t=<unix seconds>,v1=<hex>`, one `v1` for each live secret:
/// HMAC-SHA256 over `<t>.<body>`, the key being the whole secret as text.
pub fn verify_winfactor(
    secret: &str,
    headers: &HeaderMap,
    body: &[u8],
    now: Timestamp,
) -> Result<(), SignatureError> {
    const HEADER: &str = "x-winfactor-signature";
    let value = text(headers, HEADER)?;
    let malformed = || SignatureError::Malformed {
        header: HEADER,
        value: value.to_owned(),
    };
    let mut parts = value.split(',');
    let signed: i64 = parts
        .next()
        .and_then(|part| part.strip_prefix("t=")?.parse().ok())
        .ok_or_else(malformed)?;
    fresh(signed, now)?;
    let expected = hex(&mac(
        secret.as_bytes(),
        &[signed.to_string().as_bytes(), b".", body],
    ));
    let mut signatures = parts.filter_map(|part| part.strip_prefix("v1=")).peekable();
    signatures.peek().ok_or_else(malformed)?;
    if signatures.any(|signature| signature == expected) {
        Ok(())
    } else {
        Err(SignatureError::Mismatch(HEADER))
    }
}

/// The Standard Webhooks headers: `webhook-signature: v1,<base64>`, several separated by blanks;
/// HMAC-SHA256 over `<id>.<timestamp>.<body>`, the key being the decoded secret.
pub fn verify_standard(
    secret: &str,
    headers: &HeaderMap,
    body: &[u8],
    now: Timestamp,
) -> Result<(), SignatureError> {
    const HEADER: &str = "webhook-signature";
    let id = text(headers, "webhook-id")?;
    let stamp = text(headers, "webhook-timestamp")?;
    let signed: i64 = stamp.parse().map_err(|_| SignatureError::Malformed {
        header: "webhook-timestamp",
        value: stamp.to_owned(),
    })?;
    fresh(signed, now)?;
    let key = secret
        .strip_prefix("whsec_")
        .and_then(|key| STANDARD.decode(key).ok())
        .ok_or(SignatureError::Secret)?;
    let expected = format!(
        "v1,{}",
        STANDARD.encode(mac(
            &key,
            &[id.as_bytes(), b".", stamp.as_bytes(), b".", body]
        ))
    );
    let published = standardwebhooks::Webhook::new(secret)
        .and_then(|webhook| webhook.sign(id, signed, body))
        .map_err(|_| SignatureError::Secret)?;
    let mut signatures = text(headers, HEADER)?.split(' ');
    if signatures.any(|signature| signature == expected && signature == published) {
        Ok(())
    } else {
        Err(SignatureError::Mismatch(HEADER))
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, SignatureError> {
    let value = headers.get(name).ok_or(SignatureError::Missing(name))?;
    value.to_str().map_err(|_| SignatureError::Malformed {
        header: name,
        value: format!("{value:?}"),
    })
}

fn fresh(signed: i64, now: Timestamp) -> Result<(), SignatureError> {
    let now = now.unix_seconds();
    if (now - signed).abs() > TOLERANCE {
        Err(SignatureError::Stale { signed, now })
    } else {
        Ok(())
    }
}

fn mac(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNED: i64 = 1_614_265_330;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| ((*name).parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    /// The example of the Standard Webhooks specification.
    fn published() -> HeaderMap {
        headers(&[
            ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
            ("webhook-timestamp", "1614265330"),
            (
                "webhook-signature",
                "v1,bm9pc2U= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            ),
        ])
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1000)
    }

    #[test]
    fn the_published_example_is_verified() {
        verify_standard(SECRET, &published(), BODY, at(SIGNED)).unwrap();
    }

    #[test]
    fn another_body_secret_or_time_is_refused() {
        let mismatch = verify_standard(SECRET, &published(), b"{}", at(SIGNED));
        assert!(
            matches!(mismatch, Err(SignatureError::Mismatch("webhook-signature"))),
            "{mismatch:?}"
        );
        let other = verify_standard("whsec_c2VjcmV0", &published(), BODY, at(SIGNED));
        assert!(
            matches!(other, Err(SignatureError::Mismatch(_))),
            "{other:?}"
        );
        let late = verify_standard(SECRET, &published(), BODY, at(SIGNED + TOLERANCE + 1));
        assert!(
            matches!(late, Err(SignatureError::Stale { .. })),
            "{late:?}"
        );
    }

    #[test]
    fn any_of_several_winfactor_signatures_is_enough() {
        // echo -n '1614265330.{}' | openssl dgst -sha256 -hmac whsec_c2VjcmV0
        let known = "799d171937e98991725586f1f8d53fea3b009b8d6d7fbe9cf481761300446d42";
        let value = format!("t={SIGNED},v1=00ff,v1={known}");
        let verify = |value: &str| {
            verify_winfactor(
                "whsec_c2VjcmV0",
                &headers(&[("x-winfactor-signature", value)]),
                b"{}",
                at(SIGNED),
            )
        };
        verify(&value).unwrap();
        assert!(matches!(
            verify(&format!("t={SIGNED},v1=00ff")),
            Err(SignatureError::Mismatch(_))
        ));
        assert!(matches!(
            verify(&format!("t={SIGNED}")),
            Err(SignatureError::Malformed { .. })
        ));
        assert!(matches!(
            verify("v1=00ff"),
            Err(SignatureError::Malformed { .. })
        ));
    }

    #[test]
    fn a_delivery_without_signatures_is_refused() {
        let missing = verify(SECRET, &HeaderMap::new(), BODY, at(SIGNED));
        assert!(
            matches!(
                missing,
                Err(SignatureError::Missing("x-winfactor-signature"))
            ),
            "{missing:?}"
        );
    }
}
