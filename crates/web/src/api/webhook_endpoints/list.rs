use winfactor_domain::EndpointId;
use winfactor_service::endpoints;

use super::{TAG, resource::WebhookEndpoint};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Listing, Part},
    query::Query,
    reply::Reply,
};

/// List webhook endpoints
///
/// The endpoints, newest first.
#[utoipa::path(
    get, path = "/webhook-endpoints", operation_id = "listWebhookEndpoints", tag = TAG,
    params(Part),
    responses(
        (status = 200, description = "A part of the list.", body = Listing<WebhookEndpoint>),
        Reading,
    ),
)]
pub(super) async fn list(
    caller: Caller,
    Query(part): Query<Part>,
) -> Result<Reply<Listing<WebhookEndpoint>>, ApiError> {
    let page = part.page::<EndpointId>()?;
    let found = endpoints::list(caller.service(), caller.organization, page).await?;
    let listing = Listing::new(found, |endpoint| endpoint.id, WebhookEndpoint::from);
    Ok(Reply(listing))
}
