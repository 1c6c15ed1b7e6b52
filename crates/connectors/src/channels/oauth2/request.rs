use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::Method;
use http::header::AUTHORIZATION;
use serde_json::Value;
use url::form_urlencoded::byte_serialize;

use super::answer::renewed;
use super::grant::{Grant, GrantKind};
use crate::channels::{Call, ChannelFailure, VendorAddresses};
use crate::http::HttpClient;

/// Asks for a new access token, once, and gives the connection's value with it. `now` is in Unix
/// seconds.
///
/// # Errors
/// The connection has expired when the token's giver refuses it; see [`ChannelFailure::who`].
pub async fn renew(
    client: &HttpClient,
    vendors: &VendorAddresses,
    grant: &Grant,
    connection: &Value,
    now: i64,
) -> Result<Value, ChannelFailure> {
    let secret = grant.client_secret.expose();
    let mut fields = match &grant.kind {
        GrantKind::RefreshToken(token) => vec![
            ("grant_type", "refresh_token"),
            ("refresh_token", token.expose()),
        ],
        GrantKind::ClientCredentials => {
            let mut fields = vec![("grant_type", "client_credentials")];
            fields.extend(grant.scope.as_deref().map(|scope| ("scope", scope)));
            fields
        }
    };
    if !grant.in_header {
        fields.push(("client_id", &grant.client_id));
        fields.push(("client_secret", secret));
    }
    let address = vendors.in_place_of(&grant.token_url);
    let mut call = Call::new(Method::POST, address).form(&fields);
    if grant.in_header {
        // Both parts are form-encoded before they are put together (section 2.3.1).
        let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
        let both = format!("{}:{}", encoded(&grant.client_id), encoded(secret));
        let header = format!("Basic {}", BASE64_STANDARD.encode(both));
        call = call.header(AUTHORIZATION.as_str(), header);
    }
    let reply = call.send(client).await?;
    renewed(&reply, grant, connection, now)
}
