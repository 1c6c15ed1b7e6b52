use winfactor_domain::ContactId;
use winfactor_service::contacts;

use super::{TAG, resource::Contact};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// One contact
///
/// The contact of that id.
#[utoipa::path(
    get, path = "/contacts/{id}", operation_id = "getContact", tag = TAG,
    params(("id" = String, Path, description = "The contact's id.")),
    responses((status = 200, description = "The contact.", body = Contact), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    PathId(id): PathId<ContactId>,
) -> Result<Reply<Contact>, ApiError> {
    let found = contacts::get(caller.service(), caller.organization, id).await?;
    Ok(Reply(found.into()))
}
