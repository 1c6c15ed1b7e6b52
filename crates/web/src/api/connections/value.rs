//! How the OpenAPI document describes the value of a connection. What is read is checked by the use
//! case.

use std::fmt;

use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, schema::Schema},
};

/// The value of a connection as a request gives it.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct ValueInput(pub(super) Map<String, Value>);

/// It is secret.
impl fmt::Debug for ValueInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ValueInput")
    }
}

impl PartialSchema for ValueInput {
    fn schema() -> RefOr<Schema> {
        Described::schema()
    }
}

impl ToSchema for ValueInput {
    fn name() -> std::borrow::Cow<'static, str> {
        "ConnectionValue".into()
    }
}

/// What a step of a flow gets, in the words of ActivePieces. It is kept encrypted and never shown
/// again. The OAuth2 types and `OIDC` may have more members; they are kept.
#[derive(ToSchema)]
#[schema(example = json!({"type": "SECRET_TEXT", "secret_text": "pat-na1-…"}))]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(dead_code, reason = "describes ValueInput in the OpenAPI document")]
enum Described {
    SecretText {
        secret_text: String,
    },
    BasicAuth {
        username: String,
        /// May be empty.
        password: String,
    },
    /// What the piece asks for.
    CustomAuth {
        props: Map<String, Value>,
    },
    /// Access that ends is renewed by itself with `refresh_token`, or with the `grant_type`
    /// `client_credentials`, and `token_url`, `client_id` and `client_secret`; in a header when
    /// `authorization_method` is `HEADER`. It ends `expires_in` seconds after `claimed_at`, in Unix
    /// seconds.
    #[serde(rename = "OAUTH2")]
    OAuth2 {
        access_token: String,
    },
    #[serde(rename = "CLOUD_OAUTH2")]
    CloudOAuth2 {
        access_token: String,
    },
    #[serde(rename = "PLATFORM_OAUTH2")]
    PlatformOAuth2 {
        access_token: String,
    },
    Oidc {},
    NoAuth {},
}
