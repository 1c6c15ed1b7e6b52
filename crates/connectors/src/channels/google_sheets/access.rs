use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use http::Method;
use serde_json::Value;

use super::assertion::assertion;
use super::call::SheetCall;
use crate::channels::{ApiAnswer, Call, ChannelFailure};
use crate::secret::SecretText;

/// With what a step goes to Google.
#[derive(Clone, Debug)]
pub enum GoogleAccess {
    /// An access token that somebody else keeps fresh.
    Token(SecretText),
    ServiceAccount {
        account: ServiceAccount,
        /// The person of the organization's domain for whom the account acts, if it may.
        subject: Option<String>,
    },
}

impl GoogleAccess {
    /// Tells one account from another.
    pub(super) fn account(&self) -> String {
        match self {
            Self::Token(token) => token.expose().to_owned(),
            Self::ServiceAccount { account, subject } => {
                format!(
                    "{} {}",
                    account.email,
                    subject.as_deref().unwrap_or_default()
                )
            }
        }
    }
}

/// A service account's key file.
#[derive(Clone)]
pub struct ServiceAccount {
    /// With whom a spreadsheet has to be shared.
    pub email: String,
    pub(super) key_id: Option<String>,
    /// PEM of PKCS #8.
    pub(super) private_key: SecretText,
    /// Whom the statement is for.
    pub(super) token_uri: String,
}

/// Why a text is no key of a service account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ServiceAccountError {
    #[error(
        "the service account is not the JSON text of a key file: paste the whole file that Google \
         let you download"
    )]
    NoKeyFile,
    #[error("the private key of the service account cannot be read: paste the whole key file")]
    Key,
}

impl ServiceAccount {
    /// Reads the text of a key file.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_json(text: &str) -> Result<Self, ServiceAccountError> {
        let file: Value = serde_json::from_str(text).map_err(|_| ServiceAccountError::NoKeyFile)?;
        let member = |name: &str| file.get(name).and_then(Value::as_str);
        let required = |name: &str| member(name).ok_or(ServiceAccountError::NoKeyFile);
        Ok(Self {
            email: required("client_email")?.to_owned(),
            key_id: member("private_key_id").map(str::to_owned),
            private_key: SecretText::new(required("private_key")?),
            token_uri: member("token_uri")
                .unwrap_or("https://oauth2.googleapis.com/token")
                .to_owned(),
        })
    }
}

/// The key is a secret.
impl fmt::Debug for ServiceAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceAccount")
            .field("email", &self.email)
            .finish_non_exhaustive()
    }
}

/// A token is renewed so many seconds before it ends.
const MARGIN: i64 = 60;

/// Access tokens of service accounts, for as long as they hold.
#[derive(Debug, Default)]
pub(super) struct Logins(Mutex<HashMap<LoginKey, Login>>);

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
    pub(super) async fn token(&self, call: &SheetCall<'_>) -> Result<SecretText, ChannelFailure> {
        let (account, subject) = match &call.access {
            GoogleAccess::Token(token) => return Ok(token.clone()),
            GoogleAccess::ServiceAccount { account, subject } => (account, subject.as_deref()),
        };
        let key = LoginKey::of(account, subject);
        let known = self.logins().get(&key).cloned();
        if let Some(login) = known.filter(|login| login.ends_at - MARGIN > call.now) {
            return Ok(login.token);
        }
        let login = log_in(call, account, subject).await?;
        let token = login.token.clone();
        let mut logins = self.logins();
        logins.retain(|_, login| login.ends_at > call.now);
        logins.insert(key, login);
        Ok(token)
    }

    /// Google does not take the token any more; whether another one can be had.
    pub(super) fn forget(&self, access: &GoogleAccess) -> bool {
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
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
    call: &SheetCall<'_>,
    account: &ServiceAccount,
    subject: Option<&str>,
) -> Result<Login, ChannelFailure> {
    let statement = assertion(account, subject, call.now)
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
