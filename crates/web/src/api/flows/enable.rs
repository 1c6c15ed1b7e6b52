use winfactor_domain::FlowId;
use winfactor_service::flows;

use super::{Flow, TAG};
use crate::api::{
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
    reply::Reply,
};

/// Switch a flow on
///
/// Events from now on start it. It needs an owner, and no problem may be left: `422` names all that is
/// missing. Each step that writes to customers must be switched on or left out before, and each
/// WhatsApp step needs a confirmed test.
#[utoipa::path(
    post, path = "/flows/{id}/enable", operation_id = "enableFlow", tag = TAG,
    params(("id" = String, Path, description = "The flow's id.")),
    responses((status = 200, description = "The flow as it now is.", body = Flow), Writing),
)]
pub(super) async fn enable(
    caller: Caller,
    PathId(id): PathId<FlowId>,
) -> Result<Reply<Flow>, ApiError> {
    let flow = flows::enable(caller.service(), caller.organization, id).await?;
    Ok(Reply(flow.into()))
}
