use serde_json::Value;
use url::Url;

use crate::channels::{ChannelFailure, VendorAddresses, access_token};
use crate::secret::SecretText;

/// How an organization at Salesforce is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesforceAccess {
    pub token: SecretText,
    /// The address of the organization's own, without a slash at the end.
    pub base: String,
}

impl SalesforceAccess {
    /// Reads a connection of the type OAUTH2: `access_token`, and in `data.instance_url` where
    /// Salesforce keeps the organization.
    ///
    /// # Errors
    /// When either is missing, or the address is none of the web's encrypted ones.
    pub fn of_connection(
        connection: &Value,
        vendors: &VendorAddresses,
    ) -> Result<Self, ChannelFailure> {
        let token = access_token(connection, "Salesforce")?;
        let base = match &vendors.salesforce {
            Some(base) => base.clone(),
            None => instance(connection)?,
        };
        Ok(Self { token, base })
    }
}

fn instance(connection: &Value) -> Result<String, ChannelFailure> {
    let instance = connection.pointer("/data/instance_url");
    let instance = instance.and_then(Value::as_str).unwrap_or_default().trim();
    let broken = |what: &str| {
        ChannelFailure::broken(format!(
            "{what} (instance_url); connect Salesforce again, and let it tell the address"
        ))
    };
    if instance.is_empty() {
        return Err(broken(
            "the connection does not say where Salesforce keeps the organization",
        ));
    }
    let is_bare = |url: &Url| {
        url.scheme() == "https"
            && url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
    };
    match Url::parse(instance) {
        Ok(url) if is_bare(&url) => Ok(instance.trim_end_matches('/').to_owned()),
        _ => Err(broken(
            "the connection's address of Salesforce is not of the form https://host",
        )),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;
    use crate::channels::{ConnectionFault, WhoActs};

    fn access(instance: Value, vendors: &VendorAddresses) -> Result<String, WhoActs> {
        let connection = json!({
            "type": "OAUTH2", "access_token": "00D-token", "data": {"instance_url": instance},
            "props": {"environment": "login.salesforce.com"},
        });
        let access = SalesforceAccess::of_connection(&connection, vendors);
        access.map(|it| it.base).map_err(|failure| failure.who)
    }

    #[test]
    fn an_organization_is_reached_at_its_own_address_over_https_alone() {
        let own = VendorAddresses::default();
        let broken = Err(WhoActs::Connection(ConnectionFault::Broken));
        for (instance, expected) in [
            (
                json!("https://acme.my.salesforce.com/"),
                Ok("https://acme.my.salesforce.com".to_owned()),
            ),
            (json!("http://acme.my.salesforce.com"), broken.clone()),
            (json!("https://x@acme.my.salesforce.com"), broken.clone()),
            (json!("https://acme.my.salesforce.com/a?b"), broken.clone()),
            (json!("acme.my.salesforce.com"), broken.clone()),
            (json!(""), broken.clone()),
            (json!(null), broken),
        ] {
            assert_eq!(access(instance.clone(), &own), expected, "{instance}");
        }
        let proxied = VendorAddresses {
            salesforce: Some("http://proxy.example".to_owned()),
            ..own
        };
        assert_eq!(
            access(json!(null), &proxied).unwrap(),
            "http://proxy.example"
        );
    }
}
