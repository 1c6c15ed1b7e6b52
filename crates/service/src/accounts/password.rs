//! Passwords: what is accepted, hashing, checking.

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash,
    password_hash::phc::PasswordHash,
};
use secrecy::{ExposeSecret, SecretString};
use winfactor_domain::{EmailAddress, Text};

use crate::{Result, Service, ServiceError};

/// The shortest password, in characters. Length is what makes a password hard to guess; rules
/// about kinds of characters only make it hard to remember.
const MIN_LENGTH: usize = 10;
/// The longest one, so that nobody makes us hash a book.
const MAX_LENGTH: usize = 200;

/// OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane
/// (<https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html>).
const COST: Params = match Params::new(19 * 1024, 2, 1, None) {
    Ok(params) => params,
    Err(_) => panic!("these parameters are within Argon2's bounds"),
};

const SALT_LENGTH: usize = 16;

/// Notes in `fields` what is wrong with a password that somebody chose.
pub(super) fn check(
    fields: &mut Text,
    pointer: &str,
    password: &SecretString,
    email: Option<&EmailAddress>,
) {
    let text = password.expose_secret();
    let length = text.chars().count();
    if length < MIN_LENGTH {
        let message = format!("must have at least {MIN_LENGTH} characters");
        fields.error(pointer, "too_short", message);
    } else if length > MAX_LENGTH {
        let message = format!("must have at most {MAX_LENGTH} characters");
        fields.error(pointer, "too_long", message);
    } else if email.is_some_and(|email| email.key() == text.to_lowercase()) {
        let message = "must not be the e-mail address";
        fields.error(pointer, "password_is_email", message);
    }
}

/// The hash that is stored, in PHC string format.
pub(super) async fn hash(service: &Service, password: SecretString) -> Result<String> {
    let salt: [u8; SALT_LENGTH] = service.rng().bytes();
    let hashed = blocking(service, move || {
        argon2()
            .hash_password_with_salt(password.expose_secret().as_bytes(), &salt)
            .map(|hash| hash.to_string())
    });
    hashed
        .await?
        .map_err(|error| ServiceError::internal("a password cannot be hashed", error))
}

/// Whether the password is the one behind `stored`. Without a stored hash (there is no such user)
/// the answer is no, and takes as long.
pub(super) async fn verify(
    service: &Service,
    password: SecretString,
    stored: Option<String>,
) -> Result<bool> {
    let verified = blocking(service, move || {
        let password = password.expose_secret().as_bytes();
        match stored {
            Some(stored) => argon2().verify_password(password, &PasswordHash::new(&stored)?),
            None => argon2()
                .hash_password_with_salt(password, &[0; SALT_LENGTH])
                .and(Err(password_hash::Error::PasswordInvalid)),
        }
    });
    match verified.await? {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(ServiceError::internal(
            "a stored password hash cannot be checked",
            error,
        )),
    }
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, COST)
}

/// Runs `work` on a blocking thread, when few others do the same.
async fn blocking<T: Send + 'static>(
    service: &Service,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let hashing = &service.accounts().hashing;
    let _turn = hashing
        .acquire()
        .await
        .expect("the semaphore is never closed");
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| ServiceError::internal("hashing a password was interrupted", error))
}
