use http::Method;
use serde_json::Value;
use url::form_urlencoded::byte_serialize;

use crate::channels::{Call, ChannelFailure, Reply};
use crate::http::HttpClient;
use crate::secret::SecretText;

/// The channel that a message goes to.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub team: &'a str,
    pub channel: &'a str,
}

/// Posts a `chatMessage` to a channel. `now` is in Unix seconds. Gives the message.
///
/// # Errors
/// See [`ChannelFailure::who`].
pub async fn post(
    client: &HttpClient,
    base: &str,
    token: &SecretText,
    place: Place<'_>,
    message: &Value,
    now: i64,
) -> Result<Value, ChannelFailure> {
    let in_path = |text: &str| {
        byte_serialize(text.as_bytes())
            .collect::<String>()
            .replace('+', "%20")
    };
    let (team, channel) = (in_path(place.team), in_path(place.channel));
    let url = format!("{base}/v1.0/teams/{team}/channels/{channel}/messages");
    let call = Call::new(Method::POST, url).bearer(token).json(message);
    let reply = call.send(client).await?;
    match reply.status {
        200 | 201 => Ok(reply.json()),
        _ => Err(failure(&reply, now)),
    }
}

pub(super) fn failure(reply: &Reply, now: i64) -> ChannelFailure {
    let error = &reply.json()["error"];
    let word = error["code"].as_str().unwrap_or_default();
    let said = |advice: &str| match word {
        "" => format!("Microsoft Teams: {advice} ({})", reply.shown()),
        word => format!("Microsoft Teams: {advice} ({} {word})", reply.status),
    };
    match reply.status {
        401 => ChannelFailure::expired(said("the sign-in is not valid any more; connect again")),
        403 => ChannelFailure::broken(said(
            "the account may not post there; it must be a member of the team, and the connection \
             needs the permission ChannelMessage.Send",
        )),
        404 => {
            ChannelFailure::for_good(said("the team or the channel was not found; choose again"))
        }
        413 => ChannelFailure::author(said("the message is too large")),
        429 => ChannelFailure::busy(reply.retry_after(now), said("too many messages for now")),
        503 => ChannelFailure::busy(reply.retry_after(now), said("it is not available for now")),
        500..=599 => ChannelFailure::uncertain(said("something failed on its side")),
        _ => ChannelFailure::author(said("the message was refused")),
    }
}
