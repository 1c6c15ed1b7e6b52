use std::{fmt, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use secrecy::{ExposeSecret, SecretSlice};
use winfactor_domain::Rng;

use super::{KeyId, MasterKey, MasterKeys};
use crate::ServiceError;

const VERSION: &str = "v1";
/// The length of XChaCha20's nonce, in bytes: long enough to be drawn at random.
const NONCE_LENGTH: usize = 24;

/// Encrypts what is stored with XChaCha20-Poly1305, as `v1.<key id>.<base64 of nonce and
/// ciphertext>`. Each text is bound to its place, the context (such as
/// `webhook_endpoints/endpoint_01h…`): moved to another place it does not open.
pub struct Sealer {
    keys: Vec<SealingKey>,
    rng: Arc<dyn Rng>,
}

struct SealingKey {
    id: KeyId,
    cipher: XChaCha20Poly1305,
}

/// Why a sealed text does not open.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("what is stored at {context} is not a sealed secret")]
    Form { context: String },
    #[error(
        "the secret at {context} was sealed with the encryption key {key}, which is not configured; \
         add it behind the present one"
    )]
    UnknownKey { context: String, key: String },
    /// Changed, cut, or moved here from another place.
    #[error("the sealed secret at {context} is damaged; enter it again")]
    Damaged { context: String },
}

impl From<SealError> for ServiceError {
    fn from(error: SealError) -> Self {
        ServiceError::internal("a stored secret cannot be read", error)
    }
}

impl Sealer {
    pub(super) fn new(keys: &MasterKeys, rng: Arc<dyn Rng>) -> Self {
        Sealer {
            keys: keys.iter().map(SealingKey::new).collect(),
            rng,
        }
    }

    /// Encrypts `plaintext` for the place `context`.
    pub fn seal(&self, context: &str, plaintext: &[u8]) -> String {
        let key = &self.keys[0];
        let nonce: [u8; NONCE_LENGTH] = self.rng.bytes();
        let mut sealed = nonce.to_vec();
        let payload = Payload {
            msg: plaintext,
            aad: context.as_bytes(),
        };
        let ciphertext = key
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .expect("only texts of 256 GiB and more are too long to encrypt");
        sealed.extend(ciphertext);
        format!("{VERSION}.{}.{}", key.id, STANDARD.encode(sealed))
    }

    /// Decrypts what was sealed for the place `context`.
    pub fn open(&self, context: &str, sealed: &str) -> Result<SecretSlice<u8>, SealError> {
        let form = || SealError::Form {
            context: context.to_owned(),
        };
        let damaged = || SealError::Damaged {
            context: context.to_owned(),
        };
        let (id, body) = sealed
            .strip_prefix(VERSION)
            .and_then(|rest| rest.strip_prefix('.'))
            .and_then(|rest| rest.split_once('.'))
            .ok_or_else(form)?;
        let key = self
            .keys
            .iter()
            .find(|key| key.id.as_str() == id)
            .ok_or_else(|| SealError::UnknownKey {
                context: context.to_owned(),
                key: id.chars().take(16).collect(),
            })?;
        let body = STANDARD.decode(body).map_err(|_| damaged())?;
        let (nonce, ciphertext) = body
            .split_first_chunk::<NONCE_LENGTH>()
            .ok_or_else(damaged)?;
        let payload = Payload {
            msg: ciphertext,
            aad: context.as_bytes(),
        };
        // The error of the cipher says nothing, on purpose.
        let plaintext = key.cipher.decrypt(&XNonce::from(*nonce), payload);
        plaintext.map(SecretSlice::from).map_err(|_| damaged())
    }

    /// The same secret sealed with the present key; `None` when it already is. To be able to drop
    /// an old key, pass everything that is stored through this.
    pub fn reseal(&self, context: &str, sealed: &str) -> Result<Option<String>, SealError> {
        let plaintext = self.open(context, sealed)?;
        let present = format!("{VERSION}.{}.", self.keys[0].id);
        if sealed.starts_with(&present) {
            return Ok(None);
        }
        Ok(Some(self.seal(context, plaintext.expose_secret())))
    }
}

impl SealingKey {
    fn new(key: &MasterKey) -> Self {
        SealingKey {
            id: key.id(),
            cipher: XChaCha20Poly1305::new(key.derive("seal").bytes().into()),
        }
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = self.keys.iter().map(|key| key.id.as_str());
        f.debug_list().entries(ids).finish()
    }
}

#[cfg(test)]
#[path = "seal_tests.rs"]
mod tests;
