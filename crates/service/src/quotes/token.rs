use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use winfactor_domain::Rng;

/// The unguessable part of a quote page's address: 128 random bits in 22 characters that need no
/// escaping.
pub(super) fn generate(rng: &dyn Rng) -> String {
    URL_SAFE_NO_PAD.encode(rng.bytes::<16>())
}
