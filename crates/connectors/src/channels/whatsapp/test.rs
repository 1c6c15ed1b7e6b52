use http::Method;

use super::WhatsAppAccess;
use super::errors::failure;
use super::send::{VERSION, id};
use crate::channels::{Call, ChannelFailure, VendorAddresses, Verdict};
use crate::http::HttpClient;

/// Asks whether the token is good for the business account; says what that is called. `now` is in
/// Unix seconds.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn test(
    client: &HttpClient,
    vendors: &VendorAddresses,
    access: &WhatsAppAccess,
    now: i64,
) -> Result<Verdict, ChannelFailure> {
    let Some(account) = &access.business_account else {
        return Err(ChannelFailure::author(
            "WhatsApp: enter the ID of the business account beside the access token",
        ));
    };
    let url = format!(
        "{}/{VERSION}/{}?fields=id,name",
        vendors.whatsapp,
        id(account)?
    );
    let call = Call::new(Method::GET, url).bearer(&access.token);
    let reply = call.send(client).await?;
    if reply.is_success() {
        let json = reply.json();
        let name = json["name"].as_str().unwrap_or("the business account");
        return Ok(Verdict::Works(format!("Connected to {name}.")));
    }
    match reply.json()["error"]["code"].as_i64() {
        Some(100) => Err(ChannelFailure::broken(
            "WhatsApp: the business account was not found with this token; check its ID",
        )),
        // To send does not need the permission to look.
        Some(10 | 200..=299) => Ok(Verdict::Unsure(
            "WhatsApp takes the token, which may not look at the business account: send a message \
             to try it."
                .to_owned(),
        )),
        _ => Err(failure(&reply, now)),
    }
}
