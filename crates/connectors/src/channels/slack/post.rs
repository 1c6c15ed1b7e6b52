use http::Method;
use serde_json::{Map, Value, json};

use super::access::SlackAccess;
use super::errors::failure;
use crate::channels::{Call, ChannelFailure, Reply, VendorAddresses, Verdict};
use crate::http::HttpClient;

/// What is said.
#[derive(Clone)]
pub struct Post {
    /// The body of `chat.postMessage`, or with a file that of `files.completeUploadExternal`.
    pub body: Map<String, Value>,
    /// The same without blocks, for when Slack does not take them.
    pub plain: Map<String, Value>,
}

/// Messages hold personal data.
impl std::fmt::Debug for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Post").finish_non_exhaustive()
    }
}

/// Members of the body that an incoming webhook has of its own.
const OF_WEBHOOK: [&str; 5] = ["channel", "username", "icon_url", "icon_emoji", "metadata"];
pub(super) const REFUSED_BLOCKS: [&str; 2] = ["invalid_blocks", "invalid_blocks_format"];

/// Sends a message, and once more as plain text when Slack does not take its blocks. `now` is in
/// Unix seconds. Gives Slack's answer; of a webhook `{"ok": true}`.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn post(
    client: &HttpClient,
    vendors: &VendorAddresses,
    access: &SlackAccess,
    post: &Post,
    now: i64,
) -> Result<Value, ChannelFailure> {
    match once(client, vendors, access, &post.body, now).await? {
        Ok(answer) => Ok(answer),
        Err(refusal) if REFUSED_BLOCKS.contains(&refusal.word.as_str()) => {
            let again = once(client, vendors, access, &post.plain, now).await?;
            again.map_err(Refusal::into_failure)
        }
        Err(refusal) => Err(refusal.into_failure()),
    }
}

/// Asks Slack whether a token is good; says for which workspace and whom. A webhook cannot be asked
/// without a message.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn test(
    client: &HttpClient,
    vendors: &VendorAddresses,
    access: &SlackAccess,
    now: i64,
) -> Result<Verdict, ChannelFailure> {
    let SlackAccess::Token(token) = access else {
        let advice = "This is a webhook's address, which takes messages only: send one to try it.";
        return Ok(Verdict::Unsure(advice.to_owned()));
    };
    let url = format!("{}/api/auth.test", vendors.slack);
    let call = Call::new(Method::POST, url).bearer(token).json(&json!({}));
    let answer = read(&call.send(client).await?, now)?.map_err(Refusal::into_failure)?;
    let text = |key: &str| answer[key].as_str().unwrap_or("?").to_owned();
    Ok(Verdict::Works(format!(
        "Connected to {} as {}.",
        text("team"),
        text("user")
    )))
}

/// A word of Slack's.
pub(super) struct Refusal {
    pub(super) word: String,
    pub(super) retry_after: Option<std::time::Duration>,
}

impl Refusal {
    pub(super) fn into_failure(self) -> ChannelFailure {
        failure(&self.word, self.retry_after)
    }
}

async fn once(
    client: &HttpClient,
    vendors: &VendorAddresses,
    access: &SlackAccess,
    body: &Map<String, Value>,
    now: i64,
) -> Result<Result<Value, Refusal>, ChannelFailure> {
    let call = match access {
        SlackAccess::Token(token) => {
            let url = format!("{}/api/chat.postMessage", vendors.slack);
            let body = Value::Object(body.clone());
            Call::new(Method::POST, url).bearer(token).json(&body)
        }
        SlackAccess::Webhook(address) => {
            let mut body = body.clone();
            body.retain(|key, _| !OF_WEBHOOK.contains(&key.as_str()));
            Call::new(Method::POST, address.expose()).json(&Value::Object(body))
        }
    };
    read(&call.send(client).await?, now)
}

/// An answer, or Slack's word for why there is none.
pub(super) fn read(reply: &Reply, now: i64) -> Result<Result<Value, Refusal>, ChannelFailure> {
    let retry_after = reply.retry_after(now);
    let refused = |word: String| Refusal { word, retry_after };
    if reply.status == 429 {
        return Ok(Err(refused("ratelimited".to_owned())));
    }
    let json = reply.json();
    if json["ok"] == true && reply.is_success() {
        return Ok(Ok(json));
    }
    if let Some(word) = json["error"].as_str() {
        return Ok(Err(refused(word.to_owned())));
    }
    let text = reply.text();
    match reply.status {
        200..=299 if text == "ok" => Ok(Ok(json!({"ok": true}))),
        503 => Ok(Err(refused("service_unavailable".to_owned()))),
        500..=599 => Err(ChannelFailure::uncertain(format!(
            "Slack: something failed on its side ({})",
            reply.shown()
        ))),
        400..=499 if is_word(&text) => Ok(Err(refused(text))),
        _ => Err(ChannelFailure::for_good(format!(
            "Slack: this is no answer of Slack's; check the address ({})",
            reply.shown()
        ))),
    }
}

fn is_word(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    !text.is_empty() && text.len() <= 64 && text.bytes().all(fits)
}
