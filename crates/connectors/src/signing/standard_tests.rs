#![allow(clippy::unwrap_used)]

use super::*;

const BODY: &[u8] = br#"{"version":"1.0","eventType":"lead.created"}"#;
const SIGNED_AT: i64 = 1_710_768_000;
const TOLERANCE: Duration = Duration::from_secs(300);
const OLD: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const NEW: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
// Computed with Python's hmac module.
const BY_OLD: &str = "v1,3gSIlp977AC2e/C7YZzE75bCeR3OpxwLtJVyvvKHYxY=";
const BY_NEW: &str = "v1,FM+N6sNpJNUyvkclKVFU3PlwLQgtLfnT2DxW6XjyRb8=";

fn secrets(texts: &[&str]) -> Vec<SigningSecret> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn check(id: &str, timestamp: &str, signature: &str, now: i64) -> Result<i64, VerifyError> {
    let received = Received {
        id,
        timestamp,
        signature,
    };
    verify(received, BODY, &secrets(&[OLD]), now, TOLERANCE)
}

#[test]
fn the_header_carries_one_signature_for_each_live_secret() {
    assert_eq!(
        sign(&secrets(&[NEW, OLD]), "evt_01", SIGNED_AT, BODY),
        format!("{BY_NEW} {BY_OLD}")
    );
}

#[test]
fn the_published_library_signs_the_same() {
    let secret = SigningSecret::generate(|bytes| bytes.fill(0xA5));
    let oracle = standardwebhooks::Webhook::new(secret.expose()).unwrap();
    assert_eq!(
        sign(&[secret], "evt_02", SIGNED_AT, BODY),
        oracle.sign("evt_02", SIGNED_AT, BODY).unwrap()
    );
}

#[test]
fn a_delivery_is_verified_with_any_of_its_signatures() {
    let signature = format!("{BY_NEW} {BY_OLD} v1a,other");
    let now = SIGNED_AT + 300;
    assert_eq!(
        check("evt_01", "1710768000", &signature, now),
        Ok(SIGNED_AT)
    );
}

#[test]
fn what_does_not_fit_is_refused_with_the_reason() {
    for (id, timestamp, signature, now, error) in [
        ("evt_02", "1710768000", BY_OLD, 0, VerifyError::Mismatch),
        ("evt_01", "1710768001", BY_OLD, 0, VerifyError::Mismatch),
        ("evt_01", "1710768000", BY_NEW, 0, VerifyError::Mismatch),
        ("evt_01", "now", BY_OLD, 0, VerifyError::Timestamp),
        ("evt_01", "1710768000", "v2,x", 0, VerifyError::NoSignature),
        (
            "evt_01",
            "1710768000",
            BY_OLD,
            301,
            VerifyError::TooOld {
                age: Duration::from_secs(301),
            },
        ),
    ] {
        let verified = check(id, timestamp, signature, SIGNED_AT + now);
        assert_eq!(verified, Err(error));
    }
}
