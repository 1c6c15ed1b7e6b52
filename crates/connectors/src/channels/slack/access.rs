use serde_json::Value;

use crate::channels::ChannelFailure;
use crate::secret::SecretText;

/// How Slack is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlackAccess {
    Token(SecretText),
    /// The address of an incoming webhook: one fixed channel.
    Webhook(SecretText),
}

impl SlackAccess {
    /// Reads the value of a connection, as ActivePieces has it: OAUTH2 with `access_token` (the
    /// user's own one in `data.authed_user`), CUSTOM_AUTH with `botToken` and `userToken`; or
    /// SECRET_TEXT with a webhook's address or a bot's token.
    ///
    /// # Errors
    /// When there is none, or not the one that is asked for.
    pub fn of_connection(connection: &Value, as_bot: bool) -> Result<Self, ChannelFailure> {
        let text_at = |pointer: &str| {
            let text = connection.pointer(pointer).and_then(Value::as_str);
            text.map(str::trim).filter(|text| !text.is_empty())
        };
        if let Some(secret) = text_at("/secret_text") {
            return Ok(match is_address(secret) {
                true => Self::Webhook(SecretText::new(secret)),
                false => Self::Token(SecretText::new(secret)),
            });
        }
        let (token, missing) = match as_bot {
            true => (
                text_at("/props/botToken").or_else(|| text_at("/access_token")),
                "Slack: choose a connection with a bot's token (xoxb-…) or a webhook's address",
            ),
            false => (
                text_at("/props/userToken").or_else(|| text_at("/data/authed_user/access_token")),
                "Slack: the connection has no token of a user; switch \"Send as a bot\" on, or add one",
            ),
        };
        let token = token.ok_or_else(|| ChannelFailure::author(missing))?;
        Ok(Self::Token(SecretText::new(token)))
    }

    /// What tells one sender from another, for limits. Secret.
    #[must_use]
    pub fn secret(&self) -> &SecretText {
        match self {
            Self::Token(secret) | Self::Webhook(secret) => secret,
        }
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn each_type_of_connection_gives_its_token() {
        let token = |text: &str| SlackAccess::Token(SecretText::new(text));
        let custom =
            json!({"type": "CUSTOM_AUTH", "props": {"botToken": "xoxb-1", "userToken": "xoxp-1"}});
        let oauth = json!({"type": "OAUTH2", "access_token": "xoxb-2",
            "data": {"authed_user": {"access_token": "xoxp-2"}}});
        let bot_alone = json!({"type": "CUSTOM_AUTH", "props": {"botToken": "xoxb-1"}});
        let webhook = "https://hooks.slack.com/services/T/B/x";
        let hook = json!({"type": "SECRET_TEXT", "secret_text": webhook});
        let table = [
            (&custom, true, Some(token("xoxb-1"))),
            (&custom, false, Some(token("xoxp-1"))),
            (&oauth, true, Some(token("xoxb-2"))),
            (&oauth, false, Some(token("xoxp-2"))),
            (&bot_alone, false, None),
            (
                &hook,
                true,
                Some(SlackAccess::Webhook(SecretText::new(webhook))),
            ),
            (&json!(null), true, None),
        ];
        for (connection, as_bot, expected) in table {
            let access = SlackAccess::of_connection(connection, as_bot).ok();
            assert_eq!(access, expected, "{connection} {as_bot}");
        }
    }
}
