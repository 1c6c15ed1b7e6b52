use serde_json::Value;

use crate::channels::{ChannelFailure, VendorAddresses};
use crate::secret::SecretText;

/// How Teams is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TeamsAccess {
    Graph {
        token: SecretText,
        /// Where Graph is, for this account's cloud.
        base: String,
    },
    /// The address of a Workflows webhook, which holds its signature.
    Webhook(SecretText),
}

impl TeamsAccess {
    /// Reads the value of a connection: OAUTH2 with `access_token` and the prop `cloud`, or
    /// SECRET_TEXT with a webhook's address.
    ///
    /// # Errors
    /// When it is neither.
    pub fn of_connection(
        connection: &Value,
        vendors: &VendorAddresses,
    ) -> Result<Self, ChannelFailure> {
        let text_at = |pointer: &str| {
            let text = connection.pointer(pointer).and_then(Value::as_str);
            text.map(str::trim).filter(|text| !text.is_empty())
        };
        if let Some(address) = text_at("/secret_text") {
            return Ok(Self::Webhook(SecretText::new(address)));
        }
        let token = text_at("/access_token").ok_or_else(|| {
            ChannelFailure::author(
                "Microsoft Teams: choose a connection with an account or a webhook's address",
            )
        })?;
        let cloud = match text_at("/props/cloud") {
            Some(cloud) if cloud.ends_with(".us") => "https://graph.microsoft.us",
            _ => "https://graph.microsoft.com",
        };
        Ok(Self::Graph {
            token: SecretText::new(token),
            base: vendors.graph.clone().unwrap_or_else(|| cloud.to_owned()),
        })
    }

    /// What tells one sender from another, for limits. Secret.
    #[must_use]
    pub fn secret(&self) -> &SecretText {
        match self {
            Self::Graph { token, .. } => token,
            Self::Webhook(address) => address,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn an_account_is_reached_in_its_own_cloud() {
        let own = VendorAddresses::default();
        let base = |cloud: &str, vendors: &VendorAddresses| {
            let connection = json!({"access_token": "t", "props": {"cloud": cloud}});
            match TeamsAccess::of_connection(&connection, vendors).unwrap() {
                TeamsAccess::Graph { base, .. } => base,
                TeamsAccess::Webhook(_) => panic!("it is an account"),
            }
        };
        assert_eq!(
            base("login.microsoftonline.com", &own),
            "https://graph.microsoft.com"
        );
        assert_eq!(
            base("login.microsoftonline.us", &own),
            "https://graph.microsoft.us"
        );
        let proxied = VendorAddresses {
            graph: Some("http://proxy.example".to_owned()),
            ..own
        };
        assert_eq!(
            base("login.microsoftonline.us", &proxied),
            "http://proxy.example"
        );
    }
}
