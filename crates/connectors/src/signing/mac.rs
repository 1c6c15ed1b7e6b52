//! HMAC over parts that stay where they are.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

pub(super) fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// Whether any given signature equals any expected one, in a time that does not depend on where
/// they differ.
pub(super) fn any_matches<'a>(given: impl Iterator<Item = &'a str>, expected: &[String]) -> bool {
    let mut found = subtle::Choice::from(0);
    for given in given {
        for expected in expected {
            found |= given.as_bytes().ct_eq(expected.as_bytes());
        }
    }
    found.into()
}
