use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::Method;

use super::access::{GoogleAccess, ServiceAccount};
use super::assertion::assertion;
use crate::channels::{ApiAnswer, Call, ChannelFailure, VendorAddresses};
use crate::http::HttpClient;
use crate::secret::SecretText;

/// A token is renewed so many seconds before it ends.
const MARGIN: i64 = 60;

/// Access tokens of service accounts, for as long as they hold.
#[derive(Debug)]
pub(in crate::channels) struct Logins {
    /// What they may do.
    scope: &'static str,
    known: Mutex<HashMap<LoginKey, Login>>,
}

/// What one step logs in with.
#[derive(Clone, Copy, Debug)]
pub(in crate::channels) struct LogIn<'a> {
    pub(in crate::channels) client: &'a HttpClient,
    pub(in crate::channels) vendors: &'a VendorAddresses,
    pub(in crate::channels) access: &'a GoogleAccess,
    pub(in crate::channels) time: Duration,
    /// In Unix seconds.
    pub(in crate::channels) now: i64,
}

/// A new key of the same account is another login.
#[derive(Clone, PartialEq, Eq, Hash)]
struct LoginKey {
    email: String,
    private_key: String,
    subject: Option<String>,
}

#[derive(Clone, Debug)]
struct Login {
    token: SecretText,
    /// In Unix seconds.
    ends_at: i64,
}

impl Logins {
    pub(in crate::channels) fn with_scope(scope: &'static str) -> Self {
        Self {
            scope,
            known: Mutex::default(),
        }
    }

    pub(in crate::channels) async fn token(
        &self,
        call: &LogIn<'_>,
    ) -> Result<SecretText, ChannelFailure> {
        let (account, subject) = match call.access {
            GoogleAccess::Token(token) => return Ok(token.clone()),
            GoogleAccess::ServiceAccount { account, subject } => (account, subject.as_deref()),
        };
        let key = LoginKey::of(account, subject);
        let known = self.logins().get(&key).cloned();
        if let Some(login) = known.filter(|login| login.ends_at - MARGIN > call.now) {
            return Ok(login.token);
        }
        let login = log_in(call, self.scope, account, subject).await?;
        let token = login.token.clone();
        let mut logins = self.logins();
        logins.retain(|_, login| login.ends_at > call.now);
        logins.insert(key, login);
        Ok(token)
    }

    /// Google does not take the token any more; whether another one can be had.
    pub(in crate::channels) fn forget(&self, access: &GoogleAccess) -> bool {
        match access {
            GoogleAccess::Token(_) => false,
            GoogleAccess::ServiceAccount { account, subject } => {
                let key = LoginKey::of(account, subject.as_deref());
                self.logins().remove(&key).is_some()
            }
        }
    }

    // Nothing panics while the lock is held, so what is inside is sound.
    fn logins(&self) -> MutexGuard<'_, HashMap<LoginKey, Login>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LoginKey {
    fn of(account: &ServiceAccount, subject: Option<&str>) -> Self {
        Self {
            email: account.email.clone(),
            private_key: account.private_key.expose().to_owned(),
            subject: subject.map(str::to_owned),
        }
    }
}

impl fmt::Debug for LoginKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.email)
    }
}

async fn log_in(
    call: &LogIn<'_>,
    scope: &str,
    account: &ServiceAccount,
    subject: Option<&str>,
) -> Result<Login, ChannelFailure> {
    let statement = assertion(account, scope, subject, call.now)
        .map_err(|error| ChannelFailure::broken(error.to_string()))?;
    let url = format!("{}/token", call.vendors.google_oauth);
    let login = Call::new(Method::POST, url).within(call.time).form(&[
        ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
        ("assertion", &statement),
    ]);
    let answer = ApiAnswer::of(login.send(call.client).await?, call.now);
    match (answer.status, answer.text("/access_token")) {
        (200, Some(token)) => {
            let lasts = answer.body["expires_in"].as_i64().unwrap_or(3600);
            Ok(Login {
                token: SecretText::new(token),
                ends_at: call.now + lasts,
            })
        }
        (429 | 500..=599, _) => Err(ChannelFailure::busy(
            answer.retry_after,
            format!("Google takes no log-in for now (status {})", answer.status),
        )),
        _ => {
            let said = answer.text("/error_description").or(answer.text("/error"));
            Err(ChannelFailure::broken(format!(
                "Google does not let the service account {} in ({}). Make a new key for it in the \
                 Google Cloud console and enter the file",
                account.email,
                said.unwrap_or("no reason was given")
            )))
        }
    }
}
