use std::{net::IpAddr, time::Duration};

use secrecy::{ExposeSecret, SecretString};
use winfactor_domain::EmailAddress;
use winfactor_store::{
    sessions::{self, Session},
    users::{self, Credentials},
};

use super::{
    password,
    session::{self, SESSION_LIFETIME, SessionKey, Staff},
};
use crate::{Result, Service, secrets::TokenKind};

/// What somebody typed, and from where.
#[derive(Clone, Debug)]
pub struct SignInAttempt {
    pub email: String,
    pub password: SecretString,
    /// The address of their end of the connection.
    pub address: IpAddr,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum SignIn {
    Done(SignedIn),
    /// The e-mail address or the password is wrong; which of them is not told.
    Wrong,
    /// Too many attempts failed: even the right password has to wait.
    TooManyFailures {
        retry_after: Duration,
    },
}

/// A session that has begun.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The content of the cookie.
    pub token: SecretString,
    pub staff: Staff,
}

/// Checks an e-mail address and a password, and begins a session.
pub async fn sign_in(service: &Service, attempt: SignInAttempt) -> Result<SignIn> {
    let email_key = attempted_key(&attempt.email);
    let limits = &service.accounts().limits;
    let counted = match limits.count(email_key.clone(), Some(attempt.address), service.now()) {
        Ok(counted) => counted,
        Err(retry_after) => return Ok(SignIn::TooManyFailures { retry_after }),
    };
    match check(service, email_key, attempt.password).await {
        Ok(Some(signed_in)) => {
            counted.succeeded();
            Ok(SignIn::Done(signed_in))
        }
        Ok(None) => Ok(SignIn::Wrong),
        Err(error) => {
            counted.void();
            Err(error)
        }
    }
}

/// What is looked up and counted. A text that is no e-mail address belongs to nobody; it is cut, so
/// that a long one costs no memory.
fn attempted_key(email: &str) -> String {
    match EmailAddress::parse("/email", email) {
        Ok(email) => email.key(),
        Err(_) => email.chars().take(EmailAddress::MAX_LENGTH).collect(),
    }
}

async fn check(
    service: &Service,
    email_key: String,
    password: SecretString,
) -> Result<Option<SignedIn>> {
    let found = service
        .read(move |tx| Ok(users::by_email(tx, &email_key)?))
        .await?;
    let stored = found.as_ref().map(|found| found.password_hash.clone());
    let right = password::verify(service, password, stored).await?;
    match found.filter(|_| right) {
        Some(credentials) => begin(service, credentials).await,
        None => Ok(None),
    }
}

/// Begins a session, unless the password was changed while it was checked.
async fn begin(service: &Service, checked: Credentials) -> Result<Option<SignedIn>> {
    let token = session::generate(service.rng());
    let token_hash = service
        .secrets()
        .hash(TokenKind::Session, token.expose_secret());
    let staff = service
        .write(move |work| {
            let user = &checked.user;
            let present = users::get_for_change(work.tx, user.organization, user.id)?;
            let Some(present) = present.filter(|p| p.password_hash == checked.password_hash) else {
                return Ok(None);
            };
            let expires_at = work.now + SESSION_LIFETIME;
            sessions::insert(
                work.tx,
                &token_hash,
                user.organization,
                user.id,
                work.now,
                expires_at,
            )?;
            let session = Session {
                user: present.user,
                expires_at,
            };
            Ok(Some(Staff::new(
                session,
                SessionKey::new(token_hash.clone()),
            )))
        })
        .await?;
    Ok(staff.map(|staff| SignedIn { token, staff }))
}
