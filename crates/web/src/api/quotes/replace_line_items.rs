use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::QuoteId;
use winfactor_service::quotes;

use super::{LineItemInput, TAG, resource::Quote};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Changing},
    id_path::PathId,
    reply::Reply,
};

/// All lines that a quote shall have.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct LineItems {
    #[schema(max_items = 200)]
    line_items: Vec<LineItemInput>,
}

/// Replace the lines of a quote
///
/// The lines get new ids, and the totals are computed here. Only in a draft; else `409
/// quote_not_editable`.
#[utoipa::path(
    put, path = "/quotes/{id}/line-items", operation_id = "replaceLineItems", tag = TAG,
    params(("id" = String, Path, description = "The quote's id.")),
    request_body = LineItems,
    responses((status = 200, description = "The quote as it now is.", body = Quote), Changing),
)]
pub(super) async fn replace_line_items(
    caller: Caller,
    PathId(id): PathId<QuoteId>,
    JsonBody(lines): JsonBody<LineItems>,
) -> Result<Reply<Quote>, ApiError> {
    let lines = lines.line_items.into_iter().map(Into::into).collect();
    let service = caller.service();
    let changed = quotes::replace_line_items(service, caller.organization, id, lines).await?;
    Ok(Reply(Quote::of(changed, service.links())))
}
