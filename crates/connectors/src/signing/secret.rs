//! The secrets that deliveries are signed with.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const PREFIX: &str = "whsec_";
/// The bounds of the Standard Webhooks specification.
const MIN_BYTES: usize = 24;
const MAX_BYTES: usize = 64;
/// A fresh secret has as many bytes as the hash it keys.
const NEW_BYTES: usize = 32;

/// `whsec_` and the base64 of 24 to 64 random bytes. `Debug` hides it; there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningSecret {
    text: String,
    decoded: Vec<u8>,
}

/// Why a text is no signing secret. The texts do not repeat it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    #[error("a signing secret has to start with {PREFIX}")]
    Prefix,
    #[error("what follows {PREFIX} in a signing secret has to be standard base64 with padding")]
    Base64 {
        #[source]
        source: base64::DecodeError,
    },
    #[error(
        "a signing secret has to hold {MIN_BYTES} to {MAX_BYTES} bytes; this one holds {bytes}"
    )]
    Length { bytes: usize },
}

impl SigningSecret {
    /// Makes a fresh secret. `fill` has to fill the slice from a cryptographic random source.
    pub fn generate(fill: impl FnOnce(&mut [u8])) -> Self {
        let mut decoded = vec![0; NEW_BYTES];
        fill(&mut decoded);
        let text = format!("{PREFIX}{}", STANDARD.encode(&decoded));
        Self { text, decoded }
    }

    /// The whole text, to encrypt and store it, or to show it to its owner once.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// The key of our own scheme.
    pub(super) fn text_key(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The key of the Standard Webhooks scheme.
    pub(super) fn decoded_key(&self) -> &[u8] {
        &self.decoded
    }
}

impl FromStr for SigningSecret {
    type Err = SecretError;

    fn from_str(text: &str) -> Result<Self, SecretError> {
        let encoded = text.strip_prefix(PREFIX).ok_or(SecretError::Prefix)?;
        let decoded = STANDARD
            .decode(encoded)
            .map_err(|source| SecretError::Base64 { source })?;
        if !(MIN_BYTES..=MAX_BYTES).contains(&decoded.len()) {
            return Err(SecretError::Length {
                bytes: decoded.len(),
            });
        }
        Ok(Self {
            text: text.to_owned(),
            decoded,
        })
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(whsec_…)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_fresh_secret_is_read_back_as_the_same_secret() {
        let secret = SigningSecret::generate(|bytes| bytes.fill(7));
        assert_eq!(
            secret.expose(),
            "whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="
        );
        assert_eq!(secret.expose().parse::<SigningSecret>().unwrap(), secret);
    }

    #[test]
    fn what_is_no_secret_is_refused_with_the_reason() {
        let error = |text: &str| text.parse::<SigningSecret>().unwrap_err();
        assert_eq!(error("secret"), SecretError::Prefix);
        assert_eq!(error("whsec_"), SecretError::Length { bytes: 0 });
        assert!(matches!(error("whsec_a b"), SecretError::Base64 { .. }));
        // Without padding, and with the URL alphabet: libraries would disagree about these.
        assert!(matches!(
            error("whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc"),
            SecretError::Base64 { .. }
        ));
        assert!(matches!(
            error("whsec_-_cHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="),
            SecretError::Base64 { .. }
        ));
        for bytes in [23, 65] {
            let text = format!("whsec_{}", STANDARD.encode(vec![1; bytes]));
            assert_eq!(error(&text), SecretError::Length { bytes });
        }
        for bytes in [24, 64] {
            let text = format!("whsec_{}", STANDARD.encode(vec![1; bytes]));
            assert!(text.parse::<SigningSecret>().is_ok());
        }
    }

    #[test]
    fn debug_shows_nothing_of_the_secret() {
        let secret = SigningSecret::generate(|bytes| bytes.fill(7));
        assert_eq!(format!("{secret:?}"), "SigningSecret(whsec_…)");
    }
}
