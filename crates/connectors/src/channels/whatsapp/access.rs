use serde_json::Value;

use crate::channels::ChannelFailure;
use crate::secret::SecretText;

/// A token of a business account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatsAppAccess {
    pub token: SecretText,
    /// The id of the business account, where it was entered.
    pub business_account: Option<String>,
}

impl WhatsAppAccess {
    /// Reads a connection of the type CUSTOM_AUTH: `access_token` (and `businessAccountId`).
    ///
    /// # Errors
    /// When there is no token.
    pub fn of_connection(connection: &Value) -> Result<Self, ChannelFailure> {
        let text = |name: &str| {
            let text = connection["props"][name].as_str().map(str::trim);
            text.filter(|text| !text.is_empty())
        };
        let token = text("access_token").ok_or_else(|| {
            ChannelFailure::author("WhatsApp: choose a connection with an access token")
        })?;
        Ok(Self {
            token: SecretText::new(token),
            business_account: text("businessAccountId").map(str::to_owned),
        })
    }
}
