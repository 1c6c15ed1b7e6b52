use std::fmt;

use serde_json::Value;

use crate::channels::{ChannelFailure, access_token};
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
    /// Reads the value of a connection: a service account's key file in `serviceAccount`, perhaps for
    /// a person of its domain (`userEmail`), or as SECRET_TEXT; or a token.
    ///
    /// # Errors
    /// When there is neither.
    pub fn of_connection(connection: &Value) -> Result<Self, ChannelFailure> {
        let text_at = |pointer: &str| {
            let text = connection.pointer(pointer).and_then(Value::as_str);
            text.map(str::trim).filter(|text| !text.is_empty())
        };
        let key_file = text_at("/props/serviceAccount").or_else(|| text_at("/secret_text"));
        let Some(key_file) = key_file else {
            return Ok(Self::Token(access_token(connection, "Google")?));
        };
        let account = ServiceAccount::from_json(key_file);
        Ok(Self::ServiceAccount {
            account: account.map_err(|error| ChannelFailure::broken(error.to_string()))?,
            subject: text_at("/props/userEmail").map(str::to_owned),
        })
    }

    /// Tells one account from another.
    pub(in crate::channels) fn account(&self) -> String {
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
