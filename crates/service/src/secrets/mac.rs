//! HMAC-SHA256 under derived keys.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretBox};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The length of a message authentication code, in bytes.
pub(crate) const MAC_LENGTH: usize = 32;

/// A key for one purpose.
pub(crate) struct DerivedKey(SecretBox<[u8; MAC_LENGTH]>);

impl DerivedKey {
    pub(super) fn new(key: SecretBox<[u8; MAC_LENGTH]>) -> Self {
        DerivedKey(key)
    }

    pub(super) fn bytes(&self) -> &[u8; MAC_LENGTH] {
        self.0.expose_secret()
    }

    /// The code of `parts`. Each part is preceded by its length: no two lists of parts are alike.
    pub(crate) fn mac(&self, parts: &[&[u8]]) -> [u8; MAC_LENGTH] {
        hmac_sha256(self.bytes(), parts)
    }

    /// Whether `code` is that of `parts`, in a time that does not depend on where it differs.
    pub(crate) fn verifies(&self, parts: &[&[u8]], code: &[u8]) -> bool {
        self.mac(parts).ct_eq(code).into()
    }
}

pub(super) fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> [u8; MAC_LENGTH] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
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
