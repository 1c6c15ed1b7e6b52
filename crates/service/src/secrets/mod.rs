//! What must not be known to whoever reads the database, a backup of it, or a log.
//!
//! One [`MasterKey`] outside the database protects what is in it. Nothing uses that key itself:
//! each purpose has a key of its own, derived from it under a label, so that a text made for one
//! purpose means nothing to another.
//!
//! - Secrets that must be read again (what endpoints are signed with, the passwords of
//!   connections) are sealed: [`Sealer`].
//! - Secrets that are only recognized (API keys, session tokens) are kept as keyed hashes:
//!   [`Secrets::hash`]. A stolen table then holds nothing that opens anything, and nothing that
//!   could be guessed without the master key.
//! - Forms carry a signed token: see [`forms`](crate::forms).
//!
//! To change the master key, put the new one in front of the old one ([`MasterKeys`]): what is
//! written from then on uses the first, what was written before is still read with the others.

mod key_file;
mod mac;
mod master_key;
mod seal;
mod token_hash;

use std::{fmt, sync::Arc};

pub use key_file::{KeyFileError, load_or_create};
pub use master_key::{KeyId, MasterKey, MasterKeyError, MasterKeys};
pub use seal::{SealError, Sealer};
pub use secrecy::{ExposeSecret, SecretSlice, SecretString};
pub use token_hash::TokenKind;
use winfactor_domain::Rng;

pub(crate) use mac::{DerivedKey, MAC_LENGTH};
use token_hash::TokenHasher;

/// Everything that is made from the master keys.
pub struct Secrets {
    sealer: Sealer,
    hashers: Vec<TokenHasher>,
    form_keys: Vec<DerivedKey>,
}

impl Secrets {
    /// `rng` gives the nonces of what is sealed: it must be a cryptographic one.
    pub fn new(keys: &MasterKeys, rng: Arc<dyn Rng>) -> Self {
        Secrets {
            sealer: Sealer::new(keys, rng),
            hashers: keys.iter().map(TokenHasher::new).collect(),
            form_keys: keys.iter().map(|key| key.derive("form token")).collect(),
        }
    }

    pub fn sealer(&self) -> &Sealer {
        &self.sealer
    }

    /// What is stored in place of `token`: 64 hexadecimal digits, under the present master key.
    pub fn hash(&self, kind: TokenKind, token: &str) -> String {
        self.hashers[0].hash(kind, token)
    }

    /// What may be stored in place of `token`: its hash under the present master key, then those
    /// under older ones.
    pub fn hashes(&self, kind: TokenKind, token: &str) -> impl Iterator<Item = String> {
        self.hashers
            .iter()
            .map(move |hasher| hasher.hash(kind, token))
    }

    /// The keys that form tokens are signed with; the first one signs.
    pub(crate) fn form_keys(&self) -> &[DerivedKey] {
        &self.form_keys
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secrets")
            .field("sealer", &self.sealer)
            .finish_non_exhaustive()
    }
}
