use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_domain::{Quote, QuoteId, SubmissionId};
use winfactor_service::quotes::{self, NewQuote, TermFields};

use super::TAG;
use crate::api::{
    caller::Caller,
    creation::{Creation, IdempotencyHeader, created},
    decimal::DecimalNumber,
    error::{ApiError, Creating},
    id_path::PathId,
    quotes::LineItemInput,
};

/// A quote that is wanted; what is absent comes from the organization's defaults.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct QuoteInput {
    /// In percent, with at most 2 decimals.
    #[schema(value_type = Option<f64>, example = 21)]
    tax_rate: Option<DecimalNumber>,
    /// Days from sending to the last day of validity, from 1 to 730.
    #[schema(example = 30)]
    validity_days: Option<i64>,
    /// A code of ISO 4217.
    #[schema(example = "EUR")]
    currency: Option<String>,
    /// The organization's own reference, shown to the customer.
    #[schema(max_length = 200, example = "Project Keizersgracht")]
    reference: Option<String>,
    /// Shown to the customer.
    #[schema(max_length = 8000)]
    notes: Option<String>,
    #[serde(default)]
    #[schema(max_items = 200)]
    line_items: Vec<LineItemInput>,
}

/// A quote that was made.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct QuoteMade {
    #[schema(value_type = String, example = "quote_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    quote_id: QuoteId,
}

impl From<QuoteInput> for NewQuote {
    fn from(input: QuoteInput) -> Self {
        NewQuote {
            terms: TermFields {
                tax_rate: input.tax_rate.map(|rate| rate.0),
                validity_days: input.validity_days,
                currency: input.currency,
                reference: input.reference.map(Some),
                notes: input.notes.map(Some),
            },
            line_items: input.line_items.into_iter().map(Into::into).collect(),
            created_by_name: None,
        }
    }
}

/// Create a quote for a submission
///
/// Makes a draft; the submission becomes quoted, and `quote.created` is recorded. The customer sees
/// nothing before it is sent.
#[utoipa::path(
    post, path = "/submissions/{id}/quotes", operation_id = "createQuote", tag = TAG,
    params(("id" = String, Path, description = "The submission's id."), IdempotencyHeader),
    request_body = QuoteInput,
    responses((status = 201, description = "The quote's id.", body = QuoteMade), Creating),
)]
pub(super) async fn create_quote(
    caller: Caller,
    PathId(id): PathId<SubmissionId>,
    Creation { body, once }: Creation<QuoteInput>,
) -> Result<Response, ApiError> {
    let once = once.idempotency(answer);
    let service = caller.service();
    let made = quotes::create(service, caller.organization, id, body.into(), once).await?;
    Ok(created(made, answer))
}

fn answer(quote: &Quote) -> (StatusCode, QuoteMade) {
    (StatusCode::CREATED, QuoteMade { quote_id: quote.id })
}
