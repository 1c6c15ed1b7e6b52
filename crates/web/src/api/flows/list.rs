use winfactor_domain::FlowId;
use winfactor_service::flows;

use super::{Flow, TAG};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Listing, Part},
    query::Query,
    reply::Reply,
};

/// List flows
///
/// The flows, newest first, without their templates.
#[utoipa::path(
    get, path = "/flows", operation_id = "listFlows", tag = TAG, params(Part),
    responses((status = 200, description = "A part of the list.", body = Listing<Flow>), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(part): Query<Part>,
) -> Result<Reply<Listing<Flow>>, ApiError> {
    let page = part.page::<FlowId>()?;
    let found = flows::list(caller.service(), caller.organization, page).await?;
    Ok(Reply(Listing::new(found, |flow| flow.id, Flow::from)))
}
