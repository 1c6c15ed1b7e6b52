use winfactor_domain::EndpointId;
use winfactor_service::endpoints;

use super::{TAG, resource::WebhookEndpoint};
use crate::api::{
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
    reply::Reply,
};

/// Pause a webhook endpoint
///
/// Its events are held, not dropped, until it is resumed.
#[utoipa::path(
    post, path = "/webhook-endpoints/{id}/pause", operation_id = "pauseWebhookEndpoint", tag = TAG,
    params(("id" = String, Path, description = "The endpoint's id.")),
    responses((status = 200, description = "The endpoint as it now is.", body = WebhookEndpoint), Writing),
)]
pub(super) async fn pause(
    caller: Caller,
    PathId(id): PathId<EndpointId>,
) -> Result<Reply<WebhookEndpoint>, ApiError> {
    let paused = endpoints::pause(caller.service(), caller.organization, id).await?;
    Ok(Reply(paused.into()))
}
