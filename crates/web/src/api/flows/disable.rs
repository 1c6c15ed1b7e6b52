use winfactor_domain::FlowId;
use winfactor_service::flows;

use super::{Flow, TAG};
use crate::api::{
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
    reply::Reply,
};

/// Switch a flow off
///
/// No event starts it any more. Runs that have begun go on.
#[utoipa::path(
    post, path = "/flows/{id}/disable", operation_id = "disableFlow", tag = TAG,
    params(("id" = String, Path, description = "The flow's id.")),
    responses((status = 200, description = "The flow as it now is.", body = Flow), Writing),
)]
pub(super) async fn disable(
    caller: Caller,
    PathId(id): PathId<FlowId>,
) -> Result<Reply<Flow>, ApiError> {
    let flow = flows::disable(caller.service(), caller.organization, id).await?;
    Ok(Reply(flow.into()))
}
