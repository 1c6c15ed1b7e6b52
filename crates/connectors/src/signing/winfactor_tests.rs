#![allow(clippy::unwrap_used)]

use super::*;

const BODY: &[u8] = br#"{"version":"1.0","eventType":"lead.created"}"#;
const SIGNED_AT: i64 = 1_710_768_000;
const TOLERANCE: Duration = Duration::from_secs(300);
const OLD: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const NEW: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
// Computed with Python's hmac module.
const BY_OLD: &str = "4512fcf66824ed393dbdf9fbdc30de9d20b25201a051be9197351ebc38ac7719";
const BY_NEW: &str = "a4244c7b567f8869bac087512daa72c5edef594b193cd1dff500f59e6a59430b";

fn secrets(texts: &[&str]) -> Vec<SigningSecret> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn check(header: &str, now: i64) -> Result<i64, VerifyError> {
    verify(header, BODY, &secrets(&[OLD]), now, TOLERANCE)
}

#[test]
fn the_header_carries_one_signature_for_each_live_secret() {
    assert_eq!(
        sign(&secrets(&[OLD]), SIGNED_AT, BODY),
        format!("t=1710768000,v1={BY_OLD}")
    );
    assert_eq!(
        sign(&secrets(&[NEW, OLD]), SIGNED_AT, BODY),
        format!("t=1710768000,v1={BY_NEW},v1={BY_OLD}")
    );
}

#[test]
fn a_receiver_with_either_secret_accepts_a_delivery_during_a_rotation() {
    let header = sign(&secrets(&[NEW, OLD]), SIGNED_AT, BODY);
    for held in [&[OLD][..], &[NEW], &[OLD, NEW]] {
        let verified = verify(&header, BODY, &secrets(held), SIGNED_AT, TOLERANCE);
        assert_eq!(verified, Ok(SIGNED_AT));
    }
}

#[test]
fn a_changed_body_time_or_secret_is_a_mismatch() {
    let header = format!("t={SIGNED_AT},v1={BY_OLD}");
    let other = verify(&header, BODY, &secrets(&[NEW]), SIGNED_AT, TOLERANCE);
    assert_eq!(other, Err(VerifyError::Mismatch));
    let changed = verify(&header, b"{}", &secrets(&[OLD]), SIGNED_AT, TOLERANCE);
    assert_eq!(changed, Err(VerifyError::Mismatch));
    let later = format!("t={},v1={BY_OLD}", SIGNED_AT + 1);
    assert_eq!(check(&later, SIGNED_AT), Err(VerifyError::Mismatch));
    let none = verify(&header, BODY, &[], SIGNED_AT, TOLERANCE);
    assert_eq!(none, Err(VerifyError::Mismatch));
}

#[test]
fn deliveries_outside_the_tolerance_are_refused_on_both_sides() {
    let header = format!("t={SIGNED_AT},v1={BY_OLD}");
    assert_eq!(check(&header, SIGNED_AT + 300), Ok(SIGNED_AT));
    assert_eq!(check(&header, SIGNED_AT - 300), Ok(SIGNED_AT));
    let age = Duration::from_secs(301);
    assert_eq!(
        check(&header, SIGNED_AT + 301),
        Err(VerifyError::TooOld { age })
    );
    assert_eq!(
        check(&header, SIGNED_AT - 301),
        Err(VerifyError::TooEarly { ahead: age })
    );
}

#[test]
fn malformed_headers_are_told_apart_from_wrong_ones() {
    for (header, error) in [
        ("", VerifyError::Timestamp),
        ("v1=00", VerifyError::Timestamp),
        ("t=soon,v1=00", VerifyError::Timestamp),
        ("t=1,t=2,v1=00", VerifyError::Timestamp),
        ("t=1710768000", VerifyError::NoSignature),
        ("t=1710768000,v2=00", VerifyError::NoSignature),
        ("t=1710768000,v1=", VerifyError::Mismatch),
    ] {
        assert_eq!(check(header, SIGNED_AT), Err(error), "{header}");
    }
    // Unknown parts leave room for later versions.
    let later = format!("t={SIGNED_AT}, v1={BY_OLD}, v2=xyz");
    assert_eq!(check(&later, SIGNED_AT), Ok(SIGNED_AT));
}
