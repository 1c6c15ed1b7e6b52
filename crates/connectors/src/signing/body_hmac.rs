//! An HMAC of the plain body, for receivers that check no more than that: ActivePieces' Catch
//! Webhook, GitHub-style handlers. Algorithm, encoding and prefix are what the receiver asks for.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Sha256, Sha512};

use super::mac::hex;
use crate::secret::SecretText;

/// How to sign a plain body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyHmac {
    pub algorithm: HmacAlgorithm,
    pub encoding: HmacEncoding,
    /// Stands before the signature, as in `sha256=`; often empty.
    pub prefix: String,
    /// Used as it is, as UTF-8 bytes.
    pub secret: SecretText,
}

/// SHA-1 is here for receivers that know nothing else; inside an HMAC it is still sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HmacAlgorithm {
    Sha1,
    Sha256,
    Sha512,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HmacEncoding {
    /// Lower-case digits.
    Hex,
    /// The standard alphabet, padded.
    Base64,
}

impl BodyHmac {
    /// The header's value for a body.
    #[must_use]
    pub fn sign(&self, body: &[u8]) -> String {
        let key = self.secret.expose().as_bytes();
        let digest = match self.algorithm {
            HmacAlgorithm::Sha1 => digest::<Hmac<Sha1>>(key, body),
            HmacAlgorithm::Sha256 => digest::<Hmac<Sha256>>(key, body),
            HmacAlgorithm::Sha512 => digest::<Hmac<Sha512>>(key, body),
        };
        let encoded = match self.encoding {
            HmacEncoding::Hex => hex(&digest),
            HmacEncoding::Base64 => STANDARD.encode(&digest),
        };
        format!("{}{encoded}", self.prefix)
    }
}

fn digest<M: Mac + KeyInit>(key: &[u8], body: &[u8]) -> Vec<u8> {
    let mut mac = <M as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(body);
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
#[path = "body_hmac_tests.rs"]
mod tests;
