//! What a connection holds: the words and members are ActivePieces' own, so that a step finds in a
//! connection what it would find there.

use std::fmt;

use secrecy::ExposeSecret;
use serde_json::{Map, Value};
use winfactor_domain::{ConnectionId, Text};

use crate::{Result, ServiceError, secrets::Secrets};

/// The kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConnectionType {
    SecretText,
    BasicAuth,
    CustomAuth,
    OAuth2,
    CloudOAuth2,
    PlatformOAuth2,
    Oidc,
    NoAuth,
}

impl ConnectionType {
    pub const ALL: [ConnectionType; 8] = [
        ConnectionType::SecretText,
        ConnectionType::BasicAuth,
        ConnectionType::CustomAuth,
        ConnectionType::OAuth2,
        ConnectionType::CloudOAuth2,
        ConnectionType::PlatformOAuth2,
        ConnectionType::Oidc,
        ConnectionType::NoAuth,
    ];

    pub fn code(self) -> &'static str {
        match self {
            ConnectionType::SecretText => "SECRET_TEXT",
            ConnectionType::BasicAuth => "BASIC_AUTH",
            ConnectionType::CustomAuth => "CUSTOM_AUTH",
            ConnectionType::OAuth2 => "OAUTH2",
            ConnectionType::CloudOAuth2 => "CLOUD_OAUTH2",
            ConnectionType::PlatformOAuth2 => "PLATFORM_OAUTH2",
            ConnectionType::Oidc => "OIDC",
            ConnectionType::NoAuth => "NO_AUTH",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Members that must be there, beside `type`.
    fn members(self) -> &'static [(&'static str, Shape)] {
        match self {
            ConnectionType::SecretText => &[("secret_text", Shape::Text)],
            // Services that take a key alone take it as the name, with an empty password.
            ConnectionType::BasicAuth => {
                &[("username", Shape::Text), ("password", Shape::MaybeEmpty)]
            }
            ConnectionType::CustomAuth => &[("props", Shape::Object)],
            ConnectionType::OAuth2
            | ConnectionType::CloudOAuth2
            | ConnectionType::PlatformOAuth2 => &[("access_token", Shape::Text)],
            ConnectionType::Oidc | ConnectionType::NoAuth => &[],
        }
    }

    /// Whether other members are kept: what tokens come with differs from service to service.
    fn is_open(self) -> bool {
        matches!(
            self,
            ConnectionType::OAuth2
                | ConnectionType::CloudOAuth2
                | ConnectionType::PlatformOAuth2
                | ConnectionType::Oidc
        )
    }
}

/// What a member has to be.
#[derive(Clone, Copy)]
enum Shape {
    Text,
    /// A text that may be empty.
    MaybeEmpty,
    Object,
}

impl Shape {
    fn check(self, text: &mut Text, name: &str, value: Option<&Value>) {
        let (code, message) = match (self, value) {
            (_, None | Some(Value::Null)) => ("required", "must not be missing"),
            (Shape::Text, Some(Value::String(value))) if value.is_empty() => {
                ("required", "must not be empty")
            }
            (Shape::Text | Shape::MaybeEmpty, Some(Value::String(_)))
            | (Shape::Object, Some(Value::Object(_))) => return,
            (Shape::Text | Shape::MaybeEmpty, Some(_)) => ("type", "must be a text"),
            (Shape::Object, Some(_)) => ("type", "must be an object"),
        };
        text.error(&format!("/value/{name}"), code, message);
    }
}

/// The longest value, as JSON, in bytes: room for any key or certificate.
const MAX_VALUE: usize = 64 << 10;

/// A value that was checked. It is not shown.
#[derive(Clone, PartialEq)]
pub struct ConnectionValue {
    kind: ConnectionType,
    json: Value,
}

impl ConnectionValue {
    /// Reads `{"type": …, …}`; what is wrong is left in `text`, below `/value`.
    pub(super) fn check(text: &mut Text, value: &Map<String, Value>) -> Option<Self> {
        let kind = match value.get("type") {
            Some(Value::String(code)) => ConnectionType::from_code(code),
            _ => None,
        };
        let Some(kind) = kind else {
            let all = ConnectionType::ALL.map(ConnectionType::code).join(", ");
            let message = format!("must be one of {all}");
            text.error("/value/type", "unknown_value", message);
            return None;
        };
        for (name, shape) in kind.members() {
            shape.check(text, name, value.get(*name));
        }
        let is_known =
            |name: &str| name == "type" || kind.members().iter().any(|(known, _)| *known == name);
        for name in value
            .keys()
            .filter(|name| !kind.is_open() && !is_known(name))
        {
            let message = format!("is not a part of {}", kind.code());
            let name = name.replace('~', "~0").replace('/', "~1");
            text.error(&format!("/value/{name}"), "unknown_field", message);
        }
        let json = Value::Object(value.clone());
        if json.to_string().len() > MAX_VALUE {
            let message = format!("must have at most {MAX_VALUE} bytes as JSON");
            text.error("/value", "too_long", message);
        }
        Some(ConnectionValue { kind, json })
    }

    pub fn kind(&self) -> ConnectionType {
        self.kind
    }

    /// As a step of a flow gets it, with its `type`.
    pub fn expose(&self) -> &Value {
        &self.json
    }

    /// Another value of the same kind.
    pub(super) fn with(&self, json: Value) -> Self {
        ConnectionValue {
            kind: self.kind,
            json,
        }
    }

    pub(super) fn seal(&self, secrets: &Secrets, id: ConnectionId) -> String {
        let plain = self.json.to_string();
        secrets.sealer().seal(&context(id), plain.as_bytes())
    }

    pub(super) fn open(
        secrets: &Secrets,
        id: ConnectionId,
        kind: ConnectionType,
        sealed: &str,
    ) -> Result<Self> {
        let plain = secrets.sealer().open(&context(id), sealed)?;
        let json = serde_json::from_slice(plain.expose_secret())
            .map_err(|error| ServiceError::internal("a connection's stored value", error))?;
        Ok(ConnectionValue { kind, json })
    }
}

impl fmt::Debug for ConnectionValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.code())
    }
}

/// Binds the ciphertext to its row.
fn context(id: ConnectionId) -> String {
    format!("connections/{id}")
}

#[cfg(test)]
#[path = "value_tests.rs"]
mod tests;
