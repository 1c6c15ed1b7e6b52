use sha2::{Digest, Sha256};
use winfactor_domain::FieldError;

use crate::forms::FormUse;

/// What a repetition is recognized by, within an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

/// The longest key of an API request, in bytes.
const MAX_LENGTH: usize = 255;

impl IdempotencyKey {
    /// The key of an API request: 1 to 255 printable ASCII characters.
    pub fn parse(header: &str) -> Result<Self, FieldError> {
        IdempotencyKey::with_prefix("api:", header)
    }

    /// The key of a request that anybody may send, without an API key. It is apart from those of API
    /// requests, so that nobody can use them up.
    pub fn parse_public(header: &str) -> Result<Self, FieldError> {
        IdempotencyKey::with_prefix("public:", header)
    }

    fn with_prefix(prefix: &str, header: &str) -> Result<Self, FieldError> {
        let printable = header.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if header.is_empty() || header.len() > MAX_LENGTH || !printable {
            let message = "Idempotency-Key must have 1 to 255 printable ASCII characters";
            return Err(FieldError::new("", "idempotency_key", message));
        }
        // A client cannot guess its way into the answers to forms.
        Ok(IdempotencyKey(format!("{prefix}{header}")))
    }

    /// The key of a form: every post of one form has the same.
    pub fn of_form(form: &FormUse) -> Self {
        IdempotencyKey(format!("form:{}", form.idempotency_key()))
    }

    /// The key of one request that a form makes. A page can have several forms with one token, and
    /// a form that was changed and sent once more asks for something else: only the very same
    /// request, a double click or a reload, has the same key.
    pub fn of_form_request(form: &FormUse, request_hash: &str) -> Self {
        IdempotencyKey(format!("form:{}:{request_hash}", form.idempotency_key()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A hash of what a request asks for: its parts (method, path, body) in their order, as SHA-256 in
/// hexadecimal digits.
pub fn request_hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // The length first, so that no two lists of parts run together to the same bytes.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_key_is_printable_ascii_of_bounded_length() {
        let longest = "x".repeat(255);
        for good in ["a", "8f14e45f-ceea-467f-a0e6-c1b4cb0b0d5f", " ~", &longest] {
            assert!(IdempotencyKey::parse(good).is_ok(), "{good}");
        }
        let longer = "x".repeat(256);
        for bad in ["", "ä", "a\tb", "a\u{7f}", &longer] {
            assert!(IdempotencyKey::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_hash_tells_the_parts_apart() {
        let hash = request_hash(&[b"POST", b"/a"]);
        assert_eq!(hash.len(), 64);
        assert_eq!(hash, request_hash(&[b"POST", b"/a"]));
        assert_ne!(hash, request_hash(&[b"POS", b"T/a"]));
    }
}
