use http::Method;
use serde_json::{Value, json};

use crate::channels::{Call, ChannelFailure, Reply};
use crate::http::HttpClient;
use crate::secret::SecretText;

/// What the connectors before Workflows answer when they have posted.
const POSTED: &str = "1";

/// Hands a card to a workflow. `now` is in Unix seconds. Gives `{"accepted": true}`.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn post_card(
    client: &HttpClient,
    address: &SecretText,
    message: &Value,
    now: i64,
) -> Result<Value, ChannelFailure> {
    let call = Call::new(Method::POST, address.expose()).json(message);
    let reply = call.send(client).await?;
    match failure(&reply, now) {
        None => Ok(json!({"accepted": true})),
        Some(failure) => Err(failure),
    }
}

fn failure(reply: &Reply, now: i64) -> Option<ChannelFailure> {
    let said = |advice: &str| format!("Microsoft Teams: {advice} ({})", reply.shown());
    let text = reply.text();
    let busy = || ChannelFailure::busy(reply.retry_after(now), said("too many messages for now"));
    Some(match reply.status {
        202 | 204 => return None,
        200..=299 if text.is_empty() || text == POSTED => return None,
        200..=299 if text.contains("429") => busy(),
        200..=299 if text.contains("413") || text.contains("too large") => {
            ChannelFailure::author(said("the message is too large"))
        }
        200..=299 => ChannelFailure::for_good(said("the channel did not take the message")),
        401 | 403 => ChannelFailure::expired(said(
            "the workflow does not accept its address any more; copy the address from it again, \
             and let anyone trigger it",
        )),
        404 | 410 => ChannelFailure::expired(said(
            "the workflow was deleted or switched off; switch it on, or enter a new address",
        )),
        413 => ChannelFailure::author(said("the message is too large")),
        429 => busy(),
        503 => ChannelFailure::busy(reply.retry_after(now), said("it is not available for now")),
        500..=599 => ChannelFailure::uncertain(said("something failed on its side")),
        _ => ChannelFailure::author(said("the workflow does not understand the message")),
    })
}
