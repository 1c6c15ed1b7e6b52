//! What is changed about a flow on its way to the server, and what is read of it.

use serde_json::Value;
use winfactor_connectors::signing::{HmacAlgorithm, HmacEncoding};
use winfactor_flows::{FlowVersion, format::TriggerKind};

use crate::endpoints::AuthSettings;

/// A piece of which the server has another version than the flow names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OtherVersion {
    pub piece: String,
    /// As the flow names it, perhaps after `~` or `^`.
    pub wanted: String,
    pub there: String,
}

/// The flow with the versions that the server has.
pub(super) fn with_versions(flow: &FlowVersion, versions: &[OtherVersion]) -> Value {
    let mut document = flow.to_value();
    let mut values = vec![&mut document];
    while let Some(value) = values.pop() {
        match value {
            Value::Array(items) => values.extend(items),
            Value::Object(members) => {
                let text = |key: &str| members.get(key).and_then(Value::as_str).unwrap_or_default();
                let version = text("pieceVersion").trim_start_matches(['~', '^']);
                let known = versions
                    .iter()
                    .find(|it| it.piece == text("pieceName") && it.wanted == version);
                if let Some(known) = known {
                    members.insert("pieceVersion".to_owned(), known.there.as_str().into());
                }
                values.extend(members.values_mut());
            }
            _ => {}
        }
    }
    document
}

/// What Catch Webhook checks, as the settings of the endpoint that it shall accept. Expressions are
/// not known here: such a check is left to whoever looks after the endpoint.
pub(super) fn auth_of_trigger(flow: &FlowVersion) -> AuthSettings {
    let TriggerKind::Piece(settings) = &flow.trigger.kind else {
        return AuthSettings::None;
    };
    let fields = settings.input.get("authFields");
    let field = |key: &str| {
        let text = fields?.get(key)?.as_str()?;
        (!text.is_empty() && !text.contains("{{")).then(|| text.to_owned())
    };
    let auth = match settings.input.get("authType").and_then(Value::as_str) {
        Some("basic") => field("username")
            .zip(field("password"))
            .map(|(username, password)| AuthSettings::Basic { username, password }),
        Some("header") => field("headerName")
            .zip(field("headerValue"))
            .map(|(name, value)| AuthSettings::Header { name, value }),
        Some("hmac") => field("hmacSecret").map(|secret| AuthSettings::BodyHmac {
            header: field("hmacHeaderName").unwrap_or_else(|| "x-signature".to_owned()),
            secret,
            algorithm: match field("hmacAlgorithm").as_deref() {
                Some("sha1") => HmacAlgorithm::Sha1,
                Some("sha512") => HmacAlgorithm::Sha512,
                _ => HmacAlgorithm::Sha256,
            },
            encoding: match field("hmacEncoding").as_deref() {
                Some("base64") => HmacEncoding::Base64,
                _ => HmacEncoding::Hex,
            },
            prefix: field("hmacSignaturePrefix").unwrap_or_default(),
        }),
        _ => None,
    };
    auth.unwrap_or_default()
}
