//! The part of an endpoint's settings that is encrypted at rest.

use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use winfactor_connectors::{
    secret::SecretText,
    signing::{BodyHmac, HmacAlgorithm, HmacEncoding, SigningSecret},
    webhook::{CustomHeaders, HeaderProblem, WebhookAuth},
};
use winfactor_domain::{EndpointId, Timestamp};

use crate::{Result, ServiceError, outbox::LiveSecret, secrets::Secrets};

/// Signing secrets, custom headers and authentication.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SealedSettings {
    secrets: Vec<StoredSecret>,
    pub headers: Vec<(String, String)>,
    pub auth: AuthSettings,
}

#[derive(Clone, Serialize, Deserialize)]
struct StoredSecret {
    secret: String,
    expires_at: Option<i64>,
}

/// What a delivery carries beside the signatures, for receivers that cannot check those.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "type",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum AuthSettings {
    #[default]
    None,
    Basic {
        username: String,
        password: String,
    },
    Header {
        name: String,
        value: String,
    },
    /// An HMAC of the plain body, as ActivePieces' Catch Webhook checks it.
    BodyHmac {
        header: String,
        secret: String,
        algorithm: HmacAlgorithm,
        encoding: HmacEncoding,
        #[serde(default)]
        prefix: String,
    },
}

/// Shows the kind only.
impl std::fmt::Debug for AuthSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind())
    }
}

impl std::fmt::Debug for SealedSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealedSettings")
            .field("auth", &self.auth)
            .finish_non_exhaustive()
    }
}

impl AuthSettings {
    /// The word for the kind: `none`, `basic`, `header`, `body_hmac`.
    pub fn kind(&self) -> &'static str {
        match self {
            AuthSettings::None => "none",
            AuthSettings::Basic { .. } => "basic",
            AuthSettings::Header { .. } => "header",
            AuthSettings::BodyHmac { .. } => "body_hmac",
        }
    }

    pub(crate) fn to_webhook_auth(&self) -> Result<WebhookAuth, HeaderProblem> {
        match self {
            AuthSettings::None => Ok(WebhookAuth::none()),
            AuthSettings::Basic { username, password } => {
                WebhookAuth::basic(username, &SecretText::new(password.as_str()))
            }
            AuthSettings::Header { name, value } => {
                WebhookAuth::header(name, &SecretText::new(value.as_str()))
            }
            AuthSettings::BodyHmac {
                header,
                secret,
                algorithm,
                encoding,
                prefix,
            } => WebhookAuth::body_hmac(
                header,
                BodyHmac {
                    algorithm: *algorithm,
                    encoding: *encoding,
                    prefix: prefix.clone(),
                    secret: SecretText::new(secret.as_str()),
                },
            ),
        }
    }
}

impl SealedSettings {
    pub(crate) fn new(
        secret: &SigningSecret,
        headers: Vec<(String, String)>,
        auth: AuthSettings,
    ) -> Self {
        SealedSettings {
            secrets: vec![StoredSecret {
                secret: secret.expose().to_owned(),
                expires_at: None,
            }],
            headers,
            auth,
        }
    }

    pub(crate) fn open(secrets: &Secrets, id: EndpointId, sealed: &str) -> Result<Self> {
        let plain = secrets.sealer().open(&context(id), sealed)?;
        serde_json::from_slice(plain.expose_secret())
            .map_err(|error| ServiceError::internal("an endpoint's stored settings", error))
    }

    pub(crate) fn seal(&self, secrets: &Secrets, id: EndpointId) -> Result<String> {
        let plain = serde_json::to_vec(self)
            .map_err(|error| ServiceError::internal("an endpoint's settings", error))?;
        Ok(secrets.sealer().seal(&context(id), &plain))
    }

    /// Signs with `secret` from now on, and with those before it until `until`; one that was
    /// already running out keeps its own end.
    pub(crate) fn rotate(&mut self, secret: &SigningSecret, now: Timestamp, until: Timestamp) {
        self.secrets
            .retain(|old| old.expires_at.is_none_or(|end| end > now.0));
        for old in &mut self.secrets {
            old.expires_at = Some(old.expires_at.map_or(until.0, |end| end.min(until.0)));
        }
        self.secrets.insert(
            0,
            StoredSecret {
                secret: secret.expose().to_owned(),
                expires_at: None,
            },
        );
    }

    pub(crate) fn live_secrets(&self) -> Result<Vec<LiveSecret>> {
        self.secrets
            .iter()
            .map(|stored| {
                let secret = stored
                    .secret
                    .parse()
                    .map_err(|error| ServiceError::internal("a stored signing secret", error))?;
                Ok(LiveSecret {
                    secret,
                    expires_at: stored.expires_at.map(Timestamp),
                })
            })
            .collect()
    }

    pub(crate) fn custom_headers(&self) -> Result<CustomHeaders> {
        let pairs = self.headers.iter().map(|(name, value)| (name, value));
        CustomHeaders::parse(pairs)
            .map_err(|error| ServiceError::internal("an endpoint's stored headers", error))
    }

    pub(crate) fn webhook_auth(&self) -> Result<WebhookAuth> {
        self.auth
            .to_webhook_auth()
            .map_err(|error| ServiceError::internal("an endpoint's stored authentication", error))
    }
}

/// Binds the ciphertext to its row.
fn context(id: EndpointId) -> String {
    format!("webhook_endpoints/{id}")
}
