use axum::{extract::Request, http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use winfactor_domain::{Answer, QuoteNumber, QuoteStatus, Refusal, Timestamp};
use winfactor_service::{
    Service,
    quotes::{self, AcceptFields, Answered, OfferPage, RejectFields, Visitor},
};

use super::sent::Sent;
use crate::api::{error::ApiError, reply::json};

/// A yes, as a program sends it for the customer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Yes {
    #[serde(default)]
    name: String,
    #[serde(default)]
    confirmed: bool,
}

/// A no, as a program sends it for the customer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct No {
    name: Option<String>,
    reason: Option<String>,
    #[serde(default)]
    confirmed: bool,
}

/// The answer that stands.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Standing {
    status: &'static str,
    answered_at: Timestamp,
    answered_by_name: Option<String>,
}

/// The customer accepts.
pub(crate) async fn accept(
    service: &Service,
    offer: &OfferPage,
    request: Request,
    visitor: Visitor,
) -> Result<Response, ApiError> {
    let sent = Sent::<Yes>::read(request).await?.body;
    let fields = AcceptFields {
        name: sent.name,
        confirmed: sent.confirmed,
    };
    let token = &offer.version.sending.token;
    let answered = quotes::accept(service, token, fields, visitor).await?;
    standing(&answered, offer.quote.number, QuoteStatus::Accepted)
}

/// The customer declines.
pub(crate) async fn reject(
    service: &Service,
    offer: &OfferPage,
    request: Request,
    visitor: Visitor,
) -> Result<Response, ApiError> {
    let sent = Sent::<No>::read(request).await?.body;
    let fields = RejectFields {
        name: sent.name,
        reason: sent.reason,
        confirmed: sent.confirmed,
    };
    let token = &offer.version.sending.token;
    let answered = quotes::reject(service, token, fields, visitor).await?;
    standing(&answered, offer.quote.number, QuoteStatus::Rejected)
}

/// Tells the answer when it is the wanted one; another one stands in its way.
fn standing(
    answered: &Answered,
    number: QuoteNumber,
    wanted: QuoteStatus,
) -> Result<Response, ApiError> {
    let (status, at, name) = match answered.answer() {
        Answer::Accepted(yes) => (QuoteStatus::Accepted, yes.at, Some(yes.by_name.clone())),
        Answer::Rejected(no) => (QuoteStatus::Rejected, no.at, no.by_name.clone()),
    };
    if status != wanted {
        return Err(Refusal::AlreadyAnswered { number, status }.into());
    }
    let standing = Standing {
        status: status.code(),
        answered_at: at,
        answered_by_name: name,
    };
    Ok(json(StatusCode::OK, &standing))
}
