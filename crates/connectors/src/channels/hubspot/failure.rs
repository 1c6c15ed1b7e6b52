//! What HubSpot's refusals mean.

use std::time::Duration;

use serde_json::Value;

use crate::channels::{ApiAnswer, ChannelFailure};

/// The daily limit is over at midnight in the account's time zone, which is not told.
const DAILY_WAIT: Duration = Duration::from_secs(60 * 60);

pub(super) fn failure(answer: &ApiAnswer) -> ChannelFailure {
    let message = answer.text("/message").unwrap_or("no reason was given");
    match answer.status {
        401 => ChannelFailure::expired(
            "HubSpot does not take the access token (any more). Make a new one in the private \
             app (Settings, Integrations, Private Apps, Auth) and connect again",
        ),
        403 => ChannelFailure::author(missing_scopes(answer)),
        429 => ChannelFailure::busy(
            Some(wait(answer)),
            format!("HubSpot takes no more requests for now: {message}"),
        ),
        404 => ChannelFailure::author(format!("HubSpot has no such record: {message}")),
        409 => ChannelFailure::author(match existing_id(answer) {
            Some(id) => format!(
                "HubSpot has this contact already, with the ID {id}. Use \"Create or Update \
                 Contact\" to change it"
            ),
            None => format!("HubSpot has such a record already: {message}"),
        }),
        400..=499 => ChannelFailure::author(format!("HubSpot refused it: {message}")),
        500..=599 => ChannelFailure::uncertain(format!(
            "HubSpot does not work for now (status {})",
            answer.status
        )),
        status => ChannelFailure::for_good(format!("HubSpot answered with the status {status}")),
    }
}

/// The id that is in "Contact already exists. Existing ID: 3314".
pub(super) fn existing_id(answer: &ApiAnswer) -> Option<&str> {
    let (_, after) = answer.text("/message")?.split_once("Existing ID: ")?;
    let end = after.find(|c: char| !c.is_ascii_digit());
    let id = &after[..end.unwrap_or(after.len())];
    (!id.is_empty()).then_some(id)
}

fn missing_scopes(answer: &ApiAnswer) -> String {
    let scopes = answer.body.pointer("/errors/0/context/requiredScopes");
    let scopes: Vec<_> = scopes
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    match scopes.is_empty() {
        false => format!(
            "the token is good, but its private app may not do this: add the scope {} to it in \
             HubSpot (Settings, Integrations, Private Apps, Scopes)",
            scopes.join(" or ")
        ),
        true => format!(
            "the token is good, but HubSpot does not allow this with it: {}. Check the scopes of \
             its private app",
            answer.text("/message").unwrap_or("no reason was given")
        ),
    }
}

/// How long until requests are taken again: what the headers say, else what the limit is named.
fn wait(answer: &ApiAnswer) -> Duration {
    if let Some(wait) = answer.retry_after {
        return wait;
    }
    if answer.text("/policyName") == Some("DAILY") {
        return DAILY_WAIT;
    }
    let interval = answer.number_in_header("x-hubspot-ratelimit-interval-milliseconds");
    Duration::from_millis(interval.unwrap_or(10_000))
}
