use winfactor_domain::QuoteId;
use winfactor_service::quotes;

use super::{TAG, resource::Quote};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// One quote
///
/// The quote of that id, in its present version.
#[utoipa::path(
    get, path = "/quotes/{id}", operation_id = "getQuote", tag = TAG,
    params(("id" = String, Path, description = "The quote's id.")),
    responses((status = 200, description = "The quote.", body = Quote), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    PathId(id): PathId<QuoteId>,
) -> Result<Reply<Quote>, ApiError> {
    let service = caller.service();
    let found = quotes::get(service, caller.organization, id).await?;
    Ok(Reply(Quote::of(found, service.links())))
}
