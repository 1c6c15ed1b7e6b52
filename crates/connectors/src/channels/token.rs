use serde_json::Value;

use super::ChannelFailure;
use crate::secret::SecretText;

/// The access token of a connection, as ActivePieces has it: OAUTH2 with `access_token`, or a key
/// that somebody entered, as SECRET_TEXT or as the only member of CUSTOM_AUTH.
///
/// # Errors
/// When there is none; `service` is named then.
pub fn access_token(connection: &Value, service: &str) -> Result<SecretText, ChannelFailure> {
    let text_at = |pointer: &str| connection.pointer(pointer).and_then(Value::as_str);
    let only_member = || {
        let props = connection.pointer("/props")?.as_object()?;
        let mut texts = props.values().filter_map(Value::as_str);
        texts.next().filter(|_| props.len() == 1)
    };
    let token = text_at("/access_token")
        .or_else(|| text_at("/secret_text"))
        .or_else(only_member)
        .map(str::trim)
        .filter(|token| !token.is_empty());
    token.map(SecretText::new).ok_or_else(|| {
        ChannelFailure::author(format!(
            "choose a connection of {service} with an access token"
        ))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn each_type_of_connection_gives_its_token() {
        for (connection, expected) in [
            (json!({"type": "OAUTH2", "access_token": "a"}), Some("a")),
            (
                json!({"type": "SECRET_TEXT", "secret_text": " b\n"}),
                Some("b"),
            ),
            (
                json!({"type": "CUSTOM_AUTH", "props": {"key": "c"}}),
                Some("c"),
            ),
            (
                json!({"type": "CUSTOM_AUTH", "props": {"key": "c", "id": "d"}}),
                None,
            ),
            (json!({"type": "SECRET_TEXT", "secret_text": ""}), None),
            (json!(null), None),
        ] {
            let token = access_token(&connection, "HubSpot").ok();
            assert_eq!(token.map(|it| it.expose().to_owned()).as_deref(), expected);
        }
    }
}
