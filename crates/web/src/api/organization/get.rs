use winfactor_service::organizations;

use super::{TAG, resource::Organization};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    reply::Reply,
};

/// The organization
///
/// The settings of the organization that the API key belongs to.
#[utoipa::path(
    get, path = "/organization", operation_id = "getOrganization", tag = TAG,
    responses((status = 200, description = "The organization.", body = Organization), Reading),
)]
pub(super) async fn get(caller: Caller) -> Result<Reply<Organization>, ApiError> {
    let found = organizations::get(caller.service(), caller.organization).await?;
    Ok(Reply(found.into()))
}
