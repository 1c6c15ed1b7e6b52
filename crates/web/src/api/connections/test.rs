use winfactor_domain::ConnectionId;
use winfactor_service::connections;

use super::{TAG, resource::ConnectionTest};
use crate::api::{
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
    reply::Reply,
};

/// Test a connection
///
/// Asks its service whether it is good, without sending anything to anybody. What comes of it is
/// noted: one that works is used again, and the runs that wait for it go on; one that is not let in
/// pauses the steps that use it.
#[utoipa::path(
    post, path = "/connections/{id}/test", operation_id = "testConnection", tag = TAG,
    params(("id" = String, Path, description = "The connection's id.")),
    responses((status = 200, description = "What its service said.", body = ConnectionTest), Writing),
)]
pub(super) async fn test(
    caller: Caller,
    PathId(id): PathId<ConnectionId>,
) -> Result<Reply<ConnectionTest>, ApiError> {
    let tested = connections::test(caller.service(), caller.organization, id).await?;
    Ok(Reply(tested.into()))
}
