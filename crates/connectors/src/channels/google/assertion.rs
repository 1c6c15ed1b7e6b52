//! The signed statement that a service account logs in with (RFC 7523).

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Value, json};

use super::access::{ServiceAccount, ServiceAccountError};

/// How long the statement holds, in seconds: the most that Google takes.
const LIFETIME: i64 = 3600;

/// Signs for an account that asks to do what `scope` names, on behalf of `subject` if there is one.
/// `now` is in Unix seconds.
pub(super) fn assertion(
    account: &ServiceAccount,
    scope: &str,
    subject: Option<&str>,
    now: i64,
) -> Result<String, ServiceAccountError> {
    let mut header = json!({"alg": "RS256", "typ": "JWT"});
    if let Some(key_id) = &account.key_id {
        header["kid"] = key_id.as_str().into();
    }
    let mut claims = json!({
        "iss": account.email,
        "scope": scope,
        "aud": account.token_uri,
        "iat": now,
        "exp": now + LIFETIME,
    });
    if let Some(subject) = subject {
        claims["sub"] = subject.into();
    }
    let encoded = |part: &Value| BASE64_URL_SAFE_NO_PAD.encode(part.to_string());
    let signed = format!("{}.{}", encoded(&header), encoded(&claims));
    let key = PrivatePkcs8KeyDer::from_pem_slice(account.private_key.expose().as_bytes());
    let key = key.map_err(|_| ServiceAccountError::Key)?;
    let key = RsaKeyPair::from_pkcs8(key.secret_pkcs8_der());
    let key = key.map_err(|_| ServiceAccountError::Key)?;
    let mut signature = vec![0; key.public_modulus_len()];
    // The padding of PKCS #1 v1.5 takes no chance: equal statements have equal signatures.
    key.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        signed.as_bytes(),
        &mut signature,
    )
    .map_err(|_| ServiceAccountError::Key)?;
    let signature = BASE64_URL_SAFE_NO_PAD.encode(signature);
    Ok(format!("{signed}.{signature}"))
}
