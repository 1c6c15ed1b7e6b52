use axum::{extract::Request, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use winfactor_domain::{LeadId, Organization, Timestamp};
use winfactor_service::{
    Service,
    leads::{self, LeadFields, Left},
};

use super::sent::Sent;
use crate::api::{creation::created, error::ApiError, word::LocaleWord};

/// A message, as a program sends it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Message {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    phone: Option<String>,
    #[serde(default)]
    message: String,
    /// `en`, `de` or `nl`; the organization's when left out.
    locale: Option<LocaleWord>,
}

/// That it has arrived. The same message a moment before has the same id.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Receipt {
    id: LeadId,
    created_at: Timestamp,
}

/// A visitor leaves a message.
pub(crate) async fn leave(
    service: &Service,
    organization: &Organization,
    request: Request,
) -> Result<Response, ApiError> {
    let sent = Sent::<Message>::read(request).await?;
    let (message, once) = sent.once(receipt);
    let fields = LeadFields {
        locale: message.locale.map_or(organization.locale, |word| word.0),
        name: message.name,
        email: message.email,
        phone: message.phone,
        message: message.message,
    };
    let left = leads::leave(service, organization.slug.as_str(), fields, once).await?;
    Ok(created(left, receipt))
}

fn receipt(left: &Left) -> (StatusCode, Receipt) {
    let receipt = Receipt {
        id: left.lead.id,
        created_at: left.lead.created_at,
    };
    (StatusCode::CREATED, receipt)
}
