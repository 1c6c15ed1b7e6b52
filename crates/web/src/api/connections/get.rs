use winfactor_domain::ConnectionId;
use winfactor_service::connections;

use super::{TAG, resource::Connection};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// One connection
///
/// The connection of that id. Its value is not shown.
#[utoipa::path(
    get, path = "/connections/{id}", operation_id = "getConnection", tag = TAG,
    params(("id" = String, Path, description = "The connection's id.")),
    responses((status = 200, description = "The connection.", body = Connection), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    PathId(id): PathId<ConnectionId>,
) -> Result<Reply<Connection>, ApiError> {
    let found = connections::get(caller.service(), caller.organization, id).await?;
    Ok(Reply(found.into()))
}
