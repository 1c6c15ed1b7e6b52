use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use winfactor_domain::Timestamp;

use crate::{Service, accounts::SessionKey, secrets::MAC_LENGTH};

/// How long a form may stay open before it has to be loaded again.
const VALID_FOR: Duration = Duration::from_secs(24 * 60 * 60);

const TIME_LENGTH: usize = size_of::<i64>();
const NONCE_LENGTH: usize = 16;
const TOKEN_LENGTH: usize = TIME_LENGTH + NONCE_LENGTH + MAC_LENGTH;

/// Whose form it is.
#[derive(Clone, Copy, Debug)]
pub enum FormOwner<'a> {
    /// A form of a signed-in member of staff: only their session can post it.
    Session(&'a SessionKey),
    /// A form on a public page.
    Anyone,
}

/// A form that was really issued by us, for this owner and purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormUse {
    nonce: [u8; NONCE_LENGTH],
    pub issued_at: Timestamp,
}

/// Why a post is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormTokenError {
    /// Made up, changed, or made for another form or session.
    #[error("the form does not belong to this page: load it again")]
    Foreign,
    #[error("the form was open for more than a day: load it again")]
    Expired,
}

/// A new token for a form. `purpose` names the form and what it is about, such as
/// `lead:window-door-solutions`.
pub fn issue(service: &Service, owner: FormOwner<'_>, purpose: &str) -> String {
    let time = service.now().0.to_be_bytes();
    let nonce: [u8; NONCE_LENGTH] = service.rng().bytes();
    let mut token = Vec::with_capacity(TOKEN_LENGTH);
    token.extend(time);
    token.extend(nonce);
    let code = service.secrets().form_keys()[0].mac(&signed(owner, purpose, &token));
    token.extend(code);
    URL_SAFE_NO_PAD.encode(token)
}

/// Checks the token of a form that was posted.
pub fn verify(
    service: &Service,
    owner: FormOwner<'_>,
    purpose: &str,
    token: &str,
) -> Result<FormUse, FormTokenError> {
    let mut bytes = [0; TOKEN_LENGTH];
    let decoded = URL_SAFE_NO_PAD.decode_slice(token, &mut bytes);
    if decoded != Ok(TOKEN_LENGTH) {
        return Err(FormTokenError::Foreign);
    }
    let (content, code) = bytes.split_at(TIME_LENGTH + NONCE_LENGTH);
    let parts = signed(owner, purpose, content);
    let keys = service.secrets().form_keys();
    if !keys.iter().any(|key| key.verifies(&parts, code)) {
        return Err(FormTokenError::Foreign);
    }
    let (time, nonce) = content
        .split_first_chunk::<TIME_LENGTH>()
        .expect("the content begins with the time");
    let issued_at = Timestamp(i64::from_be_bytes(*time));
    if service.now().since(issued_at) > VALID_FOR {
        return Err(FormTokenError::Expired);
    }
    let nonce = nonce.try_into().expect("the content ends with the nonce");
    Ok(FormUse { nonce, issued_at })
}

fn signed<'a>(owner: FormOwner<'a>, purpose: &'a str, content: &'a [u8]) -> [&'a [u8]; 4] {
    let (kind, session): (&[u8], &[u8]) = match owner {
        FormOwner::Session(key) => (b"session", key.as_str().as_bytes()),
        FormOwner::Anyone => (b"anyone", b""),
    };
    [kind, session, purpose.as_bytes(), content]
}

impl FormUse {
    /// The same for every post of one form, and different for every form: `form-` and 22 characters.
    pub fn idempotency_key(&self) -> String {
        format!("form-{}", URL_SAFE_NO_PAD.encode(self.nonce))
    }
}
