use std::sync::OnceLock;

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use rcgen::{KeyPair, PKCS_RSA_SHA256, PublicKeyData, RsaKeySize};
use serde_json::{Value, json};

use crate::{Answer, receiver::Received, vendors::query::Query};

use super::Inside;

pub(super) const EMAIL: &str = "sheets@winfactor-tests.iam.gserviceaccount.com";
pub(super) const TOKEN_URI: &str = "https://oauth2.googleapis.com/token";

/// A service account's keys.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) private_key: String,
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
}

/// `POST /token`.
pub(super) fn token(inside: &Inside, request: &Received) -> Answer {
    if let Err(description) = check(&inside.account, request) {
        let body = json!({"error": "invalid_grant", "error_description": description});
        return Answer::json(400, &body);
    }
    let mut state = inside.state();
    state.tokens += 1;
    let token = format!("ya29.{}", state.tokens);
    state.token = Some(token.clone());
    let body = json!({"access_token": token, "expires_in": 3599, "token_type": "Bearer"});
    Answer::json(200, &body)
}

fn check(account: &Account, request: &Received) -> Result<(), &'static str> {
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
    if claims["scope"] != "https://www.googleapis.com/auth/spreadsheets" {
        return Err("Invalid OAuth scope or ID token audience provided.");
    }
    let (Some(from), Some(to)) = (claims["iat"].as_i64(), claims["exp"].as_i64()) else {
        return Err("Invalid JWT: iat and exp are required.");
    };
    match (1..=3600).contains(&(to - from)) {
        true => Ok(()),
        false => Err("Invalid JWT: Token must be a short-lived token (60 minutes)."),
    }
}
