use winfactor_domain::EndpointId;
use winfactor_service::endpoints;

use super::{TAG, resource::WebhookEndpoint};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// One webhook endpoint
///
/// The endpoint of that id. Its secrets are not shown.
#[utoipa::path(
    get, path = "/webhook-endpoints/{id}", operation_id = "getWebhookEndpoint", tag = TAG,
    params(("id" = String, Path, description = "The endpoint's id.")),
    responses((status = 200, description = "The endpoint.", body = WebhookEndpoint), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    PathId(id): PathId<EndpointId>,
) -> Result<Reply<WebhookEndpoint>, ApiError> {
    let found = endpoints::get(caller.service(), caller.organization, id).await?;
    Ok(Reply(found.into()))
}
