use serde_json::Value;

use crate::channels::{Call, ChannelFailure, VendorAddresses, access_token};
use crate::secret::SecretText;

/// Where persons reach Pipedrive with a token of their own. An OAuth app is told its account's address.
const SHARED: &str = "https://api.pipedrive.com";

/// Who asks, and where.
#[derive(Debug, Clone)]
pub struct PipedriveAccess {
    token: SecretText,
    is_persons_own: bool,
    base: String,
}

impl PipedriveAccess {
    /// Reads a connection: OAUTH2, as ActivePieces has it, or a person's own API token as
    /// SECRET_TEXT.
    ///
    /// # Errors
    /// When it has no token, or does not tell its account's address.
    pub fn of_connection(
        connection: &Value,
        vendors: &VendorAddresses,
    ) -> Result<Self, ChannelFailure> {
        let token = access_token(connection, "Pipedrive")?;
        let is_persons_own = connection.get("access_token").is_none();
        let base = match &vendors.pipedrive {
            Some(base) => base.clone(),
            None if is_persons_own => SHARED.to_owned(),
            None => account_address(connection)?,
        };
        Ok(Self {
            token,
            is_persons_own,
            base,
        })
    }

    /// Without a slash at the end.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Whether the token is one that a person copied from Pipedrive's settings.
    pub(super) fn is_persons_own(&self) -> bool {
        self.is_persons_own
    }

    pub(super) fn authorize(&self, call: Call) -> Call {
        match self.is_persons_own {
            true => call.header("x-api-token", self.token.expose()),
            false => call.bearer(&self.token),
        }
    }

    /// For telling destinations apart.
    #[must_use]
    pub fn secret(&self) -> &SecretText {
        &self.token
    }
}

fn account_address(connection: &Value) -> Result<String, ChannelFailure> {
    let address = connection
        .pointer("/data/api_domain")
        .and_then(Value::as_str);
    let address = address.map(|address| address.trim().trim_end_matches('/'));
    let address = address.filter(|address| address.starts_with("https://"));
    address.map(str::to_owned).ok_or_else(|| {
        ChannelFailure::broken(
            "the connection of Pipedrive does not tell its account's address (data.api_domain, \
             such as https://company.pipedrive.com). Connect again",
        )
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn read(connection: &Value, other: Option<&str>) -> Result<(String, bool), String> {
        let vendors = VendorAddresses {
            pipedrive: other.map(str::to_owned),
            ..VendorAddresses::default()
        };
        let access = PipedriveAccess::of_connection(connection, &vendors);
        let access = access.map_err(|failure| failure.message)?;
        Ok((access.base.clone(), access.is_persons_own))
    }

    #[test]
    fn an_account_is_reached_at_its_own_address() {
        let account = json!({
            "type": "OAUTH2", "access_token": "a",
            "data": {"api_domain": "https://company.pipedrive.com/"},
        });
        let own = json!({"type": "SECRET_TEXT", "secret_text": "b"});
        let of_company = Ok(("https://company.pipedrive.com".to_owned(), false));
        assert_eq!(read(&account, None), of_company);
        assert_eq!(read(&own, None), Ok((SHARED.to_owned(), true)));
        for (connection, is_own) in [(&account, false), (&own, true)] {
            let proxy = "http://127.0.0.1:9";
            assert_eq!(
                read(connection, Some(proxy)),
                Ok((proxy.to_owned(), is_own))
            );
        }
    }

    #[test]
    fn a_connection_without_its_account_s_address_says_so() {
        for data in [json!({}), json!({"api_domain": "company"}), json!(null)] {
            let connection = json!({"type": "OAUTH2", "access_token": "a", "data": data});
            let refused = read(&connection, None).unwrap_err();
            assert!(refused.contains("data.api_domain"), "{refused}");
        }
    }
}
