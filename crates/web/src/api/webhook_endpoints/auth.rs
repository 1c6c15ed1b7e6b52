use std::fmt;

use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_service::endpoints::{AuthSettings, HmacAlgorithm, HmacEncoding};

/// What a delivery carries beside the signatures, for receivers that cannot check those. It is
/// kept encrypted and never shown again.
#[derive(Deserialize, ToSchema)]
#[serde(
    tag = "type",
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub(super) enum AuthInput {
    None {},
    /// HTTP basic authentication.
    Basic {
        username: String,
        password: String,
    },
    /// A header with a fixed value.
    Header {
        name: String,
        value: String,
    },
    /// An HMAC of the plain body in a header, as ActivePieces' Catch Webhook checks it.
    BodyHmac {
        header: String,
        secret: String,
        /// `sha256` when left out.
        #[serde(default = "sha256")]
        #[schema(value_type = Option<AlgorithmInput>)]
        algorithm: HmacAlgorithm,
        /// `hex` when left out.
        #[serde(default = "hex")]
        #[schema(value_type = Option<EncodingInput>)]
        encoding: HmacEncoding,
        /// What stands before the digest, such as `sha256=`.
        #[serde(default)]
        prefix: String,
    },
}

/// The hash of an HMAC.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(
    dead_code,
    reason = "stands for the type of another crate in the OpenAPI document"
)]
enum AlgorithmInput {
    Sha1,
    Sha256,
    Sha512,
}

/// How a digest is written.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(
    dead_code,
    reason = "stands for the type of another crate in the OpenAPI document"
)]
enum EncodingInput {
    Hex,
    Base64,
}

fn sha256() -> HmacAlgorithm {
    HmacAlgorithm::Sha256
}

fn hex() -> HmacEncoding {
    HmacEncoding::Hex
}

/// Secrets are not shown.
impl fmt::Debug for AuthInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthInput")
    }
}

impl From<AuthInput> for AuthSettings {
    fn from(input: AuthInput) -> Self {
        match input {
            AuthInput::None {} => AuthSettings::None,
            AuthInput::Basic { username, password } => AuthSettings::Basic { username, password },
            AuthInput::Header { name, value } => AuthSettings::Header { name, value },
            AuthInput::BodyHmac {
                header,
                secret,
                algorithm,
                encoding,
                prefix,
            } => AuthSettings::BodyHmac {
                header,
                secret,
                algorithm,
                encoding,
                prefix,
            },
        }
    }
}
