use http::Method;
use serde_json::{Value, json};

use super::post::{Refusal, read};
use crate::channels::{Call, ChannelFailure, VendorAddresses};
use crate::http::HttpClient;
use crate::secret::SecretText;

/// How many of the latest messages are looked through.
const LATEST: u32 = 50;

/// Where to look for a message.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub channel: &'a str,
    pub thread_ts: Option<&'a str>,
}

/// Looks among the latest messages for the one with this key in its metadata, or as the id of one of
/// its blocks: before something is sent that may have been sent. Gives what sending it would have given. Without the permission to
/// read the channel nothing is found.
///
/// # Errors
/// See [`ChannelFailure::who`]; above all when Slack asks to wait.
pub async fn find(
    client: &HttpClient,
    vendors: &VendorAddresses,
    token: &SecretText,
    place: Place<'_>,
    key: &str,
    now: i64,
) -> Result<Option<Value>, ChannelFailure> {
    let url = format!("{}/api/{}", vendors.slack, place.latest());
    let reply = Call::new(Method::GET, url)
        .bearer(token)
        .send(client)
        .await?;
    let answer = match read(&reply, now)? {
        Ok(answer) => answer,
        Err(refusal) if may_not_read(&refusal) => return Ok(None),
        Err(refusal) => return Err(refusal.into_failure()),
    };
    let messages = answer["messages"].as_array().into_iter().flatten();
    let mut found = messages.filter(|message| has_key(message, key));
    Ok(found.next().map(|message| {
        json!({"ok": true, "channel": place.channel, "ts": message["ts"], "message": message})
    }))
}

impl Place<'_> {
    /// The method that lists the latest messages, with its query.
    fn latest(self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("channel", self.channel);
        let method = match self.thread_ts {
            Some(thread_ts) => {
                query.append_pair("ts", thread_ts);
                "conversations.replies"
            }
            None => "conversations.history",
        };
        query.append_pair("limit", &LATEST.to_string());
        query.append_pair("include_all_metadata", "true");
        format!("{method}?{}", query.finish())
    }
}

fn has_key(message: &Value, key: &str) -> bool {
    let mut blocks = message["blocks"].as_array().into_iter().flatten();
    message["metadata"]["event_payload"]["key"] == key || blocks.any(|it| it["block_id"] == key)
}

fn may_not_read(refusal: &Refusal) -> bool {
    matches!(
        refusal.word.as_str(),
        "missing_scope"
            | "not_in_channel"
            | "channel_not_found"
            | "no_permission"
            | "method_not_supported_for_channel_type"
            | "thread_not_found"
            | "not_allowed_token_type"
    )
}
