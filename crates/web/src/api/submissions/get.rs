use winfactor_domain::SubmissionId;
use winfactor_service::submissions;

use super::{TAG, resource::Submission};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// One submission
///
/// The submission of that id.
#[utoipa::path(
    get, path = "/submissions/{id}", operation_id = "getSubmission", tag = TAG,
    params(("id" = String, Path, description = "The submission's id.")),
    responses((status = 200, description = "The submission.", body = Submission), Reading),
)]
pub(super) async fn get(
    caller: Caller,
    PathId(id): PathId<SubmissionId>,
) -> Result<Reply<Submission>, ApiError> {
    let service = caller.service();
    let found = submissions::get(service, caller.organization, id).await?;
    Ok(Reply(Submission::of(found, service.links())))
}
