use std::sync::OnceLock;

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use rcgen::{KeyPair, PKCS_RSA_SHA256, PublicKeyData, RsaKeySize};
use serde_json::{Value, json};

use super::query::Query;
use crate::receiver::Received;

pub(super) const EMAIL: &str = "sheets@winfactor-tests.iam.gserviceaccount.com";
const TOKEN_URI: &str = "https://oauth2.googleapis.com/token";

/// A service account's keys, with which it logs in.
///
/// Written after "Using OAuth 2.0 for Server to Server Applications". The signature of a log-in is
/// verified with the public key.
#[derive(Clone, Debug)]
pub(super) struct Account {
    private_key: String,
    public_key: Vec<u8>,
}

impl Account {
    /// One for all tests of a process: making an RSA key takes long.
    pub(super) fn make() -> Account {
        static ACCOUNT: OnceLock<Account> = OnceLock::new();
        let make = || {
            let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)
                .expect("an RSA key can be made");
            Account {
                private_key: key.serialize_pem(),
                public_key: key.subject_public_key_info(),
            }
        };
        ACCOUNT.get_or_init(make).clone()
    }

    /// The text of the key file.
    pub(super) fn key_file(&self) -> String {
        json!({
            "type": "service_account",
            "project_id": "winfactor-tests",
            "private_key_id": "0f3a",
            "private_key": self.private_key,
            "client_email": EMAIL,
            "token_uri": TOKEN_URI,
        })
        .to_string()
    }

    /// What a log-in (`POST /token`) claims, if it may do what it asks for: the scopes that are let
    /// in are given. `Err` is what Google says.
    pub(super) fn claims(
        &self,
        request: &Received,
        scopes: &[&str],
    ) -> Result<Value, &'static str> {
        check(self, request, scopes)
    }
}

fn check(account: &Account, request: &Received, scopes: &[&str]) -> Result<Value, &'static str> {
    if request.header("content-type") != Some("application/x-www-form-urlencoded") {
        return Err("the body is no form");
    }
    let form = Query::parse(&request.body);
    if form.get("grant_type") != Some("urn:ietf:params:oauth:grant-type:jwt-bearer") {
        return Err("Invalid grant type.");
    }
    let assertion = form.get("assertion").ok_or("Missing assertion.")?;
    let (signed, signature) = assertion.rsplit_once('.').ok_or("Invalid JWT.")?;
    let signature = BASE64_URL_SAFE_NO_PAD
        .decode(signature)
        .map_err(|_| "Invalid JWT.")?;
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &account.public_key);
    let verified = key.verify(signed.as_bytes(), &signature);
    verified.map_err(|_| "Invalid JWT Signature.")?;
    let mut parts = signed.split('.').map(|part| {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).unwrap_or_default();
        serde_json::from_slice::<Value>(&bytes).unwrap_or_default()
    });
    let (header, claims) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    if header != json!({"alg": "RS256", "typ": "JWT", "kid": "0f3a"}) {
        return Err("Invalid JWT: wrong header.");
    }
    if claims["iss"] != EMAIL || claims["aud"] != TOKEN_URI {
        return Err("Invalid grant: account not found");
    }
    if !scopes.iter().any(|scope| claims["scope"] == *scope) {
        return Err("Invalid OAuth scope or ID token audience provided.");
    }
    let (Some(from), Some(to)) = (claims["iat"].as_i64(), claims["exp"].as_i64()) else {
        return Err("Invalid JWT: iat and exp are required.");
    };
    match (1..=3600).contains(&(to - from)) {
        true => Ok(claims),
        false => Err("Invalid JWT: Token must be a short-lived token (60 minutes)."),
    }
}
