use http::Method;
use serde_json::Value;

use super::{WhatsAppAccess, errors::failure};
use crate::channels::{Call, ChannelFailure, VendorAddresses};
use crate::http::HttpClient;

pub(super) const VERSION: &str = "v17.0";

/// WhatsApp took a message; whether it arrives is not known yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    pub status: u16,
    pub content_type: Option<String>,
    pub body: Value,
}

/// How WhatsApp names a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateName {
    pub name: String,
    pub language: String,
}

/// Sends a message from a number, given by its id. `now` is in Unix seconds.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn send(
    client: &HttpClient,
    vendors: &VendorAddresses,
    access: &WhatsAppAccess,
    from: &str,
    message: &Value,
    now: i64,
) -> Result<Accepted, ChannelFailure> {
    let url = format!("{}/{VERSION}/{}/messages", vendors.whatsapp, id(from)?);
    let call = Call::new(Method::POST, url)
        .bearer(&access.token)
        .json(message);
    let reply = call.send(client).await?;
    match reply.is_success() {
        true => Ok(Accepted {
            status: reply.status,
            content_type: reply.header("content-type").map(str::to_owned),
            body: reply.json(),
        }),
        false => Err(failure(&reply, now)),
    }
}

/// Name and language of a template, by its id.
///
/// # Errors
/// See [`ChannelFailure::who`]; above all when WhatsApp has not approved it.
pub async fn template(
    client: &HttpClient,
    vendors: &VendorAddresses,
    access: &WhatsAppAccess,
    template: &str,
    now: i64,
) -> Result<TemplateName, ChannelFailure> {
    let id = id(template)?;
    let url = format!(
        "{}/{VERSION}/{id}?fields=name,language,status",
        vendors.whatsapp
    );
    let reply = Call::new(Method::GET, url)
        .bearer(&access.token)
        .send(client)
        .await?;
    if !reply.is_success() {
        return Err(failure(&reply, now));
    }
    let json = reply.json();
    if json["status"]
        .as_str()
        .is_some_and(|status| status != "APPROVED")
    {
        return Err(ChannelFailure::author(
            "WhatsApp: the template is not approved; messages with it are not delivered",
        ));
    }
    let text = |key: &str| json[key].as_str().map(str::to_owned);
    match (text("name"), text("language")) {
        (Some(name), Some(language)) => Ok(TemplateName { name, language }),
        _ => Err(ChannelFailure::author(
            "WhatsApp: the template was not found; choose another one",
        )),
    }
}

/// An id of Meta's: digits, so that it leads nowhere else.
pub(super) fn id(text: &str) -> Result<&str, ChannelFailure> {
    match !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(text),
        false => Err(ChannelFailure::author(format!(
            "WhatsApp: {text:?} is no id of a number, a template or a business account"
        ))),
    }
}
