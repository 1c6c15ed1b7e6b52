use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::QuoteId;
use winfactor_service::quotes::{self, QuotePatch, TermFields};

use super::{TAG, resource::Quote};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    decimal::DecimalNumber,
    error::{ApiError, Changing},
    id_path::PathId,
    nullable::nullable,
    reply::Reply,
};

/// What shall change about a quote; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct QuoteChanges {
    /// In percent, with at most 2 decimals.
    #[schema(value_type = Option<f64>, example = 21)]
    tax_rate: Option<DecimalNumber>,
    /// From 1 to 730.
    #[schema(example = 30)]
    validity_days: Option<i64>,
    /// A code of ISO 4217. The lines keep their numbers.
    #[schema(example = "EUR")]
    currency: Option<String>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200)]
    reference: Option<Option<String>>,
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 8000)]
    notes: Option<Option<String>>,
    /// The quote's id in another system: can be noted whatever became of the quote.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200, example = "hubspot:deal:3314")]
    external_ref: Option<Option<String>>,
    /// Makes a sent, viewed or expired quote a draft of its next version first.
    #[serde(default)]
    revise: bool,
}

impl From<QuoteChanges> for QuotePatch {
    fn from(changes: QuoteChanges) -> Self {
        QuotePatch {
            terms: TermFields {
                tax_rate: changes.tax_rate.map(|rate| rate.0),
                validity_days: changes.validity_days,
                currency: changes.currency,
                reference: changes.reference,
                notes: changes.notes,
            },
            external_ref: changes.external_ref,
            revise: changes.revise,
        }
    }
}

/// Change a quote
///
/// Changes the terms of a draft. One that was sent and is not answered becomes a draft of its next
/// version with `"revise": true`; its page then says that a new offer is coming. Anything else is
/// `409 quote_not_editable`.
#[utoipa::path(
    patch, path = "/quotes/{id}", operation_id = "updateQuote", tag = TAG,
    params(("id" = String, Path, description = "The quote's id.")),
    request_body = QuoteChanges,
    responses((status = 200, description = "The quote as it now is.", body = Quote), Changing),
)]
pub(super) async fn update(
    caller: Caller,
    PathId(id): PathId<QuoteId>,
    JsonBody(changes): JsonBody<QuoteChanges>,
) -> Result<Reply<Quote>, ApiError> {
    let service = caller.service();
    let changed = quotes::edit(service, caller.organization, id, changes.into()).await?;
    Ok(Reply(Quote::of(changed, service.links())))
}
