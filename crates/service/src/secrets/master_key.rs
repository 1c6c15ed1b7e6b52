use std::fmt;

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use secrecy::{ExposeSecret, SecretBox, SecretString, zeroize::Zeroizing};
use winfactor_domain::Rng;

use super::mac::{DerivedKey, MAC_LENGTH, hex, hmac_sha256};

/// The length of a master key, in bytes.
const LENGTH: usize = 32;

/// Programs that make keys disagree about the padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The key that protects the secrets in the database: 32 random bytes, as text in base64
/// (`openssl rand -base64 32` makes one). It must be kept outside the database, and kept: without
/// it the sealed secrets are lost. `Debug` shows its id only.
pub struct MasterKey(SecretBox<[u8; LENGTH]>);

/// Tells master keys apart without telling anything about them: 8 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyId(String);

/// Why a text is no master key. The texts do not repeat it.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    #[error("there is no encryption key; make one with `openssl rand -base64 32`")]
    Empty,
    #[error(
        "encryption key number {number} has to be base64; make one with `openssl rand -base64 32`"
    )]
    Base64 {
        number: usize,
        #[source]
        source: base64::DecodeSliceError,
    },
    #[error(
        "encryption key number {number} has {bytes} bytes and has to have 32; make one with `openssl rand -base64 32`"
    )]
    Length { number: usize, bytes: usize },
    #[error("encryption key number {number} stands there twice; leave one of them out")]
    Twice { number: usize },
}

impl MasterKey {
    /// A fresh key. `rng` must be a cryptographic one.
    pub fn generate(rng: &dyn Rng) -> Self {
        MasterKey(SecretBox::init_with_mut(|bytes: &mut [u8; LENGTH]| {
            rng.fill(bytes);
        }))
    }

    /// The key as it stands in a key file or in the environment.
    pub fn to_text(&self) -> SecretString {
        BASE64.encode(self.0.expose_secret()).into()
    }

    pub fn id(&self) -> KeyId {
        KeyId(hex(&self.derive("key id").bytes()[..4]))
    }

    /// The key for one purpose: what HKDF's expansion does, for one block of output.
    pub(super) fn derive(&self, label: &str) -> DerivedKey {
        DerivedKey::new(SecretBox::init_with_mut(|bytes: &mut [u8; MAC_LENGTH]| {
            *bytes = hmac_sha256(self.0.expose_secret(), &[b"winfactor", label.as_bytes()]);
        }))
    }

    fn parse(number: usize, text: &str) -> Result<Self, MasterKeyError> {
        // Room for more than a key, so that a text that is too long can be told its length.
        let mut bytes = Zeroizing::new([0; 3 * LENGTH]);
        let length = match BASE64.decode_slice(text, bytes.as_mut_slice()) {
            Ok(length) => length,
            Err(base64::DecodeSliceError::OutputSliceTooSmall) => text.len() / 4 * 3,
            Err(source) => return Err(MasterKeyError::Base64 { number, source }),
        };
        if length != LENGTH {
            let bytes = length;
            return Err(MasterKeyError::Length { number, bytes });
        }
        Ok(MasterKey(SecretBox::init_with_mut(
            |key: &mut [u8; LENGTH]| key.copy_from_slice(&bytes[..LENGTH]),
        )))
    }
}

/// The master keys in use: the first one protects what is written from now on, the others are
/// those that came before it.
#[derive(Debug)]
pub struct MasterKeys(Vec<MasterKey>);

impl MasterKeys {
    pub fn one(key: MasterKey) -> Self {
        MasterKeys(vec![key])
    }

    /// Reads keys between blanks, commas or line ends, the present one first. A line that begins
    /// with `#` is a comment.
    pub fn parse(text: &str) -> Result<Self, MasterKeyError> {
        let lines = text.lines().map(str::trim);
        let words = lines
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| line.split([',', ' ', '\t']))
            .filter(|word| !word.is_empty());
        let mut keys: Vec<MasterKey> = Vec::new();
        for (index, word) in words.enumerate() {
            let number = index + 1;
            let key = MasterKey::parse(number, word)?;
            if keys.iter().any(|other| other.id() == key.id()) {
                return Err(MasterKeyError::Twice { number });
            }
            keys.push(key);
        }
        if keys.is_empty() {
            return Err(MasterKeyError::Empty);
        }
        Ok(MasterKeys(keys))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &MasterKey> {
        self.0.iter()
    }
}

impl KeyId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({})", self.id())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const ONE: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    const TWO: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

    #[derive(Debug)]
    struct Ones;
    impl Rng for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    fn ids(text: &str) -> Vec<String> {
        let keys = MasterKeys::parse(text).unwrap();
        keys.iter().map(|key| key.id().to_string()).collect()
    }

    #[test]
    fn a_fresh_key_is_read_back_from_its_text() {
        let key = MasterKey::generate(&Ones);
        assert_eq!(key.to_text().expose_secret(), ONE);
        assert_eq!(ids(ONE), [key.id().to_string()]);
    }

    #[test]
    fn several_keys_are_read_in_their_order_from_a_variable_or_a_file() {
        let both = [ids(ONE), ids(TWO)].concat();
        assert_ne!(both[0], both[1]);
        assert_eq!(ids(&format!("{ONE},{TWO}")), both);
        let file = format!("# since March\n{ONE}\n\n  # before\n{TWO}\n");
        assert_eq!(ids(&file), both);
        assert_eq!(ids(ONE.trim_end_matches('=')), both[..1]);
    }

    #[test]
    fn what_is_no_key_is_refused_with_its_number_and_never_repeated() {
        let error = |text: &str| MasterKeys::parse(text).unwrap_err();
        assert!(matches!(error(" \n# nothing\n"), MasterKeyError::Empty));
        let not_base64 = error(&format!("{ONE} hunter2!"));
        assert!(matches!(
            not_base64,
            MasterKeyError::Base64 { number: 2, .. }
        ));
        assert!(!format!("{not_base64} {not_base64:?}").contains("hunter2"));
        assert!(matches!(
            error("c2hvcnQ="),
            MasterKeyError::Length {
                number: 1,
                bytes: 5
            }
        ));
        let long = "A".repeat(400);
        assert!(matches!(
            error(&long),
            MasterKeyError::Length {
                number: 1,
                bytes: 300
            }
        ));
        let twice = format!("{ONE} {TWO} {ONE}");
        assert!(matches!(error(&twice), MasterKeyError::Twice { number: 3 }));
    }

    #[test]
    fn debug_shows_the_id_only() {
        let text = format!("{:?}", MasterKeys::parse(ONE).unwrap());
        assert_eq!(text, format!("MasterKeys([MasterKey({})])", ids(ONE)[0]));
    }
}
