//! What the giver of tokens answers.

use serde_json::{Map, Value};

use super::grant::{Grant, GrantKind};
use crate::channels::{ChannelFailure, Reply};

/// Members of a value that the answer has the say about; its others are kept in `data`.
const OF_TOKEN: [&str; 5] = [
    "access_token",
    "refresh_token",
    "expires_in",
    "scope",
    "token_type",
];
/// What is shown of a reason, in characters.
const SHOWN: usize = 200;

/// The connection's value with the new token.
pub(super) fn renewed(
    reply: &Reply,
    grant: &Grant,
    connection: &Value,
    now: i64,
) -> Result<Value, ChannelFailure> {
    let json = reply.json();
    let Value::Object(answer) = json else {
        return Err(refused(reply, grant, now));
    };
    let has_token = answer
        .get("access_token")
        .is_some_and(|token| token.as_str().is_some_and(|token| !token.is_empty()));
    if !reply.is_success() || !has_token {
        return Err(refused(reply, grant, now));
    }
    let mut value = connection.clone();
    if let Value::Object(members) = &mut value {
        put(members, answer);
        members.insert("claimed_at".to_owned(), now.into());
    }
    Ok(value)
}

fn put(members: &mut Map<String, Value>, answer: Map<String, Value>) {
    let mut data = match members.remove("data") {
        Some(Value::Object(data)) => data,
        _ => Map::new(),
    };
    for (name, value) in answer {
        if value.is_null() {
            continue;
        }
        match OF_TOKEN.contains(&name.as_str()) {
            true => members.insert(name, value),
            false => data.insert(name, value),
        };
    }
    members.insert("data".to_owned(), Value::Object(data));
}

fn refused(reply: &Reply, grant: &Grant, now: i64) -> ChannelFailure {
    let json = reply.json();
    let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
    let (word, description) = (text("error"), text("error_description"));
    let said = match (word.as_str(), description.as_str()) {
        ("", "") => format!("status {}", reply.status),
        (word, "") => word.to_owned(),
        (word, description) => format!("{word}: {description}"),
    };
    let said = shown(&said, grant);
    match reply.status {
        408 | 425 | 429 | 500..=599 => ChannelFailure::busy(
            reply.retry_after(now),
            format!(
                "a new access token could not be had for now (status {})",
                reply.status
            ),
        ),
        // 200 with an error is Slack's.
        200..=299 if word.is_empty() => ChannelFailure::broken(
            "the token address of the connection does not answer with a token; check it",
        ),
        // Connecting again with the same client would come to the same (section 5.2). Some add to the
        // word, such as Salesforce's `invalid_client_id`.
        _ if word.starts_with("invalid_client") || word == "unauthorized_client" => {
            ChannelFailure::broken(format!(
                "the service does not take the client id and client secret of the connection \
                 ({said}); correct them"
            ))
        }
        200..=299 | 400 | 401 | 403 => ChannelFailure::expired(format!(
            "the service gives no new access token ({said}); connect again"
        )),
        _ => ChannelFailure::broken(format!(
            "the token address of the connection does not work ({said}); check it"
        )),
    }
}

/// The reason in one short line, without what was sent.
fn shown(said: &str, grant: &Grant) -> String {
    let mut line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut secrets = vec![grant.client_secret.expose()];
    if let GrantKind::RefreshToken(token) = &grant.kind {
        secrets.push(token.expose());
    }
    for secret in secrets {
        line = line.replace(secret, "…");
    }
    line.chars().take(SHOWN).collect()
}
