use serde_json::Value;

use crate::secret::SecretText;

/// What a new access token is asked for with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub(super) token_url: String,
    pub(super) client_id: String,
    pub(super) client_secret: SecretText,
    pub(super) kind: GrantKind,
    pub(super) scope: Option<String>,
    pub(super) in_header: bool,
    claimed_at: Option<i64>,
    expires_in: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum GrantKind {
    RefreshToken(SecretText),
    ClientCredentials,
}

/// So long before its end a token is renewed, in seconds; one that lives for less than twice as long,
/// at half of its life.
const RENEWED_BEFORE_END: i64 = 300;
/// How long a token lives whose life nobody told, in seconds: what ActivePieces takes.
const USUAL_LIFE: i64 = 3600;

impl Grant {
    /// Reads the value of a connection; nothing when its token cannot be renewed.
    #[must_use]
    pub fn of_connection(connection: &Value) -> Option<Self> {
        let kind = connection["type"].as_str()?;
        if !kind.ends_with("OAUTH2") {
            return None;
        }
        let text = |name: &str| {
            let text = connection[name].as_str().map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let kind = match (text("grant_type").as_deref(), text("refresh_token")) {
            (Some("client_credentials"), _) => GrantKind::ClientCredentials,
            (_, Some(token)) => GrantKind::RefreshToken(SecretText::new(token)),
            (_, None) => return None,
        };
        let seconds = |name: &str| {
            let value = &connection[name];
            value.as_i64().or_else(|| value.as_str()?.parse().ok())
        };
        let in_header = text("authorization_method").is_some_and(|it| it == "HEADER");
        Some(Self {
            token_url: text("token_url")?,
            client_id: text("client_id")?,
            client_secret: SecretText::new(text("client_secret")?),
            kind,
            scope: text("scope"),
            in_header,
            claimed_at: seconds("claimed_at"),
            expires_in: seconds("expires_in").unwrap_or(USUAL_LIFE),
        })
    }

    /// Whether the token ends soon, or has. It is not known of one that nobody noted the beginning
    /// of. `now` is in Unix seconds.
    #[must_use]
    pub fn ends_soon(&self, now: i64) -> bool {
        let margin = RENEWED_BEFORE_END.min(self.expires_in / 2);
        self.ends_within(margin, now)
    }

    /// Whether the token has ended.
    #[must_use]
    pub fn has_ended(&self, now: i64) -> bool {
        self.ends_within(0, now)
    }

    fn ends_within(&self, margin: i64, now: i64) -> bool {
        self.claimed_at.is_some_and(|claimed_at| {
            let end = claimed_at.saturating_add(self.expires_in);
            end.saturating_sub(margin) <= now
        })
    }

    /// Whether the token was given out within these last seconds.
    #[must_use]
    pub fn is_younger_than(&self, seconds: i64, now: i64) -> bool {
        self.claimed_at
            .is_some_and(|claimed_at| now.saturating_sub(claimed_at) < seconds)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn value(more: Value) -> Value {
        let mut value = json!({
            "type": "OAUTH2", "access_token": "a", "token_url": "https://t.example/token",
            "client_id": "id", "client_secret": "secret",
        });
        let members = value.as_object_mut().unwrap();
        members.extend(more.as_object().unwrap().clone());
        value
    }

    #[test]
    fn a_token_can_be_renewed_when_all_that_takes_is_there() {
        let refresh = value(json!({"refresh_token": "r"}));
        let table = [
            (refresh.clone(), true),
            (value(json!({"grant_type": "client_credentials"})), true),
            (value(json!({})), false),
            (
                value(json!({"refresh_token": "r", "client_secret": ""})),
                false,
            ),
            (
                value(json!({"refresh_token": "r", "token_url": null})),
                false,
            ),
            (
                value(json!({"refresh_token": "r", "type": "SECRET_TEXT"})),
                false,
            ),
        ];
        for (connection, expected) in table {
            assert_eq!(
                Grant::of_connection(&connection).is_some(),
                expected,
                "{connection}"
            );
        }
        let shown = format!("{:?}", Grant::of_connection(&refresh));
        assert!(
            !shown.contains("\"secret\"") && !shown.contains("\"r\""),
            "{shown}"
        );
    }

    #[test]
    fn a_token_is_renewed_some_minutes_before_its_end() {
        let of = |claimed_at: Value, expires_in: Value| {
            let times = json!({
                "refresh_token": "r", "claimed_at": claimed_at, "expires_in": expires_in,
            });
            Grant::of_connection(&value(times)).unwrap()
        };
        let hour = of(json!(1000), json!(3600));
        assert!(!hour.ends_soon(4299));
        assert!(hour.ends_soon(4300) && !hour.has_ended(4599));
        assert!(hour.has_ended(4600));
        let text = of(json!("1000"), json!("3600"));
        assert!(text.ends_soon(4300), "numbers are also written as texts");
        let untold = of(json!(1000), Value::Null);
        assert!(!untold.ends_soon(4299) && untold.ends_soon(4300));
        let short = of(json!(1000), json!(60));
        assert!(!short.ends_soon(1029) && short.ends_soon(1030));
        let unknown = of(Value::Null, json!(3600));
        assert!(!unknown.ends_soon(i64::MAX) && !unknown.is_younger_than(60, 1000));
        assert!(hour.is_younger_than(60, 1059) && !hour.is_younger_than(60, 1060));
    }
}
