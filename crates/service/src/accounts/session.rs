use std::{fmt, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{SecretString, zeroize::Zeroizing};
use winfactor_domain::{EmailAddress, Locale, OrganizationId, Rng, Timestamp, UserId};
use winfactor_store::sessions::{self, Session};

use crate::{Result, Service, secrets::TokenKind};

/// How long a session lasts after it was last extended.
pub const SESSION_LIFETIME: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// A session that ends sooner than this is extended when it is used.
const EXTEND_BELOW: Duration = Duration::from_secs(7 * 24 * 60 * 60);

const RANDOM_BYTES: usize = 32;
/// 32 bytes in base64url.
const TOKEN_LENGTH: usize = 43;

/// A member of staff who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    pub organization: OrganizationId,
    pub user: UserId,
    pub name: String,
    pub email: EmailAddress,
    /// The language of their pages.
    pub locale: Locale,
    pub session: SessionKey,
    pub expires_at: Timestamp,
    /// Whether this very request extended the session: the cookie has to be sent again, with the
    /// new end.
    pub extended: bool,
}

/// Names a session without opening it: the keyed hash of its token.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SessionKey(String);

/// Who is signed in with this token (the content of the cookie); `None` when nobody is.
pub async fn session(service: &Service, token: &str) -> Result<Option<Staff>> {
    if !is_well_formed(token) {
        return Ok(None);
    }
    let now = service.now();
    let cache = &service.accounts().sessions;
    let hash = service.secrets().hash(TokenKind::Session, token);
    // What is remembered has a week to go: it was extended before, if need be.
    if let Some(staff) = cache.get(&hash, now) {
        return Ok(Some(staff));
    }

    let ticket = cache.ticket(now);
    let Some(mut staff) = find(service, token, now).await? else {
        return Ok(None);
    };
    if staff.expires_at.since(now) < EXTEND_BELOW {
        let expires_at = now + SESSION_LIFETIME;
        if !extend(service, staff.session.clone(), expires_at).await? {
            return Ok(None);
        }
        staff.expires_at = expires_at;
        cache.keep(ticket, hash, staff.clone());
        staff.extended = true;
    } else {
        cache.keep(ticket, hash, staff.clone());
    }
    Ok(Some(staff))
}

/// The same for somebody who only waits for news: their session is not extended by it, since no
/// cookie can go out that says so.
pub async fn signed_in(service: &Service, token: &str) -> Result<Option<Staff>> {
    if !is_well_formed(token) {
        return Ok(None);
    }
    let now = service.now();
    let hash = service.secrets().hash(TokenKind::Session, token);
    match service.accounts().sessions.get(&hash, now) {
        Some(staff) => Ok(Some(staff)),
        None => find(service, token, now).await,
    }
}

/// Ends the session of this token: here at once, on other nodes within seconds. A token that opens
/// nothing is no mistake.
pub async fn sign_out(service: &Service, token: &str) -> Result<()> {
    let hashes = hashes(service, token);
    let gone = hashes.clone();
    service
        .write(move |work| {
            for hash in &hashes {
                sessions::delete(work.tx, hash)?;
            }
            Ok(())
        })
        .await?;
    let is_gone = |staff: &Staff| gone.contains(&staff.session.0);
    service.accounts().sessions.forget(is_gone);
    Ok(())
}

/// A pass: removes sessions that have ended. Returns how many there were.
pub async fn sweep_sessions(service: &Service) -> Result<u64> {
    service
        .write(|work| Ok(sessions::delete_expired(work.tx, work.now)?))
        .await
}

/// Forgets who is signed in as this user, after a change that their sessions must notice.
pub(super) fn forget_user(service: &Service, user: UserId) {
    let is_theirs = |staff: &Staff| staff.user == user;
    service.accounts().sessions.forget(is_theirs);
}

pub(super) fn generate(rng: &dyn Rng) -> SecretString {
    let random = Zeroizing::new(rng.bytes::<RANDOM_BYTES>());
    URL_SAFE_NO_PAD.encode(random.as_slice()).into()
}

fn is_well_formed(token: &str) -> bool {
    token.len() == TOKEN_LENGTH && token.is_ascii()
}

fn hashes(service: &Service, token: &str) -> Vec<String> {
    service
        .secrets()
        .hashes(TokenKind::Session, token)
        .collect()
}

async fn find(service: &Service, token: &str, now: Timestamp) -> Result<Option<Staff>> {
    let hashes = hashes(service, token);
    service
        .read(move |tx| {
            for hash in &hashes {
                if let Some(session) = sessions::get(tx, hash, now)? {
                    return Ok(Some(Staff::new(session, SessionKey(hash.clone()))));
                }
            }
            Ok(None)
        })
        .await
}

async fn extend(service: &Service, key: SessionKey, expires_at: Timestamp) -> Result<bool> {
    service
        .write(move |work| Ok(sessions::extend(work.tx, &key.0, expires_at)?))
        .await
}

impl Staff {
    pub(super) fn new(session: Session, key: SessionKey) -> Self {
        let user = session.user;
        Staff {
            organization: user.organization,
            user: user.id,
            name: user.name,
            email: user.email,
            locale: user.locale,
            session: key,
            expires_at: session.expires_at,
            extended: false,
        }
    }
}

impl SessionKey {
    pub(super) fn new(token_hash: String) -> Self {
        SessionKey(token_hash)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKey(…)")
    }
}
