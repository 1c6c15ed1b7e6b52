use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{SecretString, zeroize::Zeroizing};
use winfactor_domain::Rng;

const PREFIX: &str = "wf_live_";
const RANDOM_BYTES: usize = 32;
/// 32 bytes in base64url.
const RANDOM_CHARACTERS: usize = 43;
/// How much of the random part the hint tells: 24 bits of 256.
const HINT_CHARACTERS: usize = 4;

pub(super) fn generate(rng: &dyn Rng) -> SecretString {
    let random = Zeroizing::new(rng.bytes::<RANDOM_BYTES>());
    let encoded = Zeroizing::new(URL_SAFE_NO_PAD.encode(random.as_slice()));
    SecretString::from(format!("{PREFIX}{}", encoded.as_str()))
}

/// Whether a text can be a key at all; what cannot is refused without asking the database.
pub(super) fn is_well_formed(text: &str) -> bool {
    text.strip_prefix(PREFIX).is_some_and(|random| {
        random.len() == RANDOM_CHARACTERS
            && random
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    })
}

/// The first characters of a key.
pub(super) fn hint(text: &str) -> String {
    text.chars().take(PREFIX.len() + HINT_CHARACTERS).collect()
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[derive(Debug)]
    struct Fixed;
    impl Rng for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0xfb);
        }
    }

    #[test]
    fn a_key_is_its_prefix_and_43_characters_that_need_no_escaping() {
        let key = generate(&Fixed);
        let text = key.expose_secret();
        assert_eq!(text, "wf_live_-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s");
        assert!(is_well_formed(text));
        assert_eq!(hint(text), "wf_live_-_v7");
        assert!(!format!("{key:?}").contains("-_v7"));
    }

    #[test]
    fn what_cannot_be_a_key_is_seen_from_its_form() {
        let random = "A".repeat(43);
        assert!(is_well_formed(&format!("wf_live_{random}")));
        for text in [
            String::new(),
            "wf_live_".to_owned(),
            random.clone(),
            format!("wf_test_{random}"),
            format!("wf_live_{random}A"),
            format!("wf_live_{}=", "A".repeat(42)),
            format!("wf_live_{}ä", "A".repeat(41)),
        ] {
            assert!(!is_well_formed(&text), "{text}");
        }
    }
}
