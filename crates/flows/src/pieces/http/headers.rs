use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value};

use crate::javascript::display;

use super::error::HttpInputError;
use super::{AUTH_FIELDS, AUTH_TYPE, HEADERS};

/// Headers by name; a later one of the same name, whatever its case, replaces the earlier.
#[derive(Default)]
pub(super) struct Headers(pub(super) Vec<(String, String)>);

impl Headers {
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(old, _)| !old.eq_ignore_ascii_case(name));
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// The headers of a request: the usual ones, the authentication, and over them those of the
    /// step.
    pub(super) fn from_input(
        input: &Map<String, Value>,
        has_body: bool,
    ) -> Result<Self, HttpInputError> {
        let mut headers = Self::default();
        headers.set("Accept", "application/json");
        if has_body {
            headers.set("Content-Type", "application/json");
        }
        if let Some(authorization) = authorization(input)? {
            headers.set("Authorization", &authorization);
        }
        let own = input.get(HEADERS).and_then(Value::as_object);
        for (name, value) in own.into_iter().flatten() {
            if value.is_null() {
                continue;
            }
            let value = display(value);
            if !is_token(name) || value.contains(|c: char| c.is_control() && c != '\t') {
                return Err(HttpInputError::Header { name: name.clone() });
            }
            headers.set(name, value.trim());
        }
        Ok(headers)
    }
}

fn authorization(input: &Map<String, Value>) -> Result<Option<String>, HttpInputError> {
    let fields = input.get(AUTH_FIELDS);
    let field = |name: &'static str| {
        let value = fields.and_then(|fields| fields.get(name));
        let value = value.filter(|value| !value.is_null()).map(display);
        value
            .filter(|value| !value.contains(char::is_control))
            .ok_or(HttpInputError::NoAuthField { field: name })
    };
    match input.get(AUTH_TYPE).and_then(Value::as_str) {
        None | Some("NONE") => Ok(None),
        Some("BASIC") => {
            let pair = format!("{}:{}", field("username")?, field("password")?);
            Ok(Some(format!("Basic {}", BASE64_STANDARD.encode(pair))))
        }
        Some("BEARER_TOKEN") => Ok(Some(format!("Bearer {}", field("token")?))),
        Some(other) => Err(HttpInputError::AuthType {
            auth_type: other.to_owned(),
        }),
    }
}

/// What a header's name consists of (RFC 9110, section 5.6.2).
fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
