use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::ConnectionId;
use winfactor_service::connections::{self, ConnectionPatch};

use super::{TAG, resource::ConnectionSaved, value::ValueInput};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
    reply::Reply,
};

/// What shall change about a connection; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ConnectionChanges {
    #[schema(max_length = 200)]
    display_name: Option<String>,
    #[schema(max_length = 200)]
    piece_name: Option<String>,
    /// Takes the place of the whole value. It is tested; unless its service does not let it in, the
    /// connection counts as working again, and the runs that wait for it go on.
    value: Option<ValueInput>,
}

impl From<ConnectionChanges> for ConnectionPatch {
    fn from(changes: ConnectionChanges) -> Self {
        ConnectionPatch {
            display_name: changes.display_name,
            piece_name: changes.piece_name,
            value: changes.value.map(|value| value.0),
        }
    }
}

/// Change a connection
///
/// Steps that start from now on use it as it then is. Its `externalId` stays, since flows name it.
#[utoipa::path(
    patch, path = "/connections/{id}", operation_id = "updateConnection", tag = TAG,
    params(("id" = String, Path, description = "The connection's id.")),
    request_body = ConnectionChanges,
    responses((status = 200, description = "The connection as it now is.", body = ConnectionSaved), Writing),
)]
pub(super) async fn update(
    caller: Caller,
    PathId(id): PathId<ConnectionId>,
    JsonBody(changes): JsonBody<ConnectionChanges>,
) -> Result<Reply<ConnectionSaved>, ApiError> {
    let service = caller.service();
    let changed = connections::update(service, caller.organization, id, changes.into()).await?;
    Ok(Reply(changed.into()))
}
