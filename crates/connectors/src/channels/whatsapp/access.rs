use serde_json::Value;

use crate::channels::ChannelFailure;
use crate::secret::SecretText;

/// A token of a business account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatsAppAccess {
    pub token: SecretText,
}

impl WhatsAppAccess {
    /// Reads a connection of the type CUSTOM_AUTH: `access_token` (and `businessAccountId`).
    ///
    /// # Errors
    /// When there is no token.
    pub fn of_connection(connection: &Value) -> Result<Self, ChannelFailure> {
        let token = connection
            .pointer("/props/access_token")
            .and_then(Value::as_str);
        let token = token.map(str::trim).filter(|token| !token.is_empty());
        let token = token.ok_or_else(|| {
            ChannelFailure::author("WhatsApp: choose a connection with an access token")
        })?;
        Ok(Self {
            token: SecretText::new(token),
        })
    }
}
