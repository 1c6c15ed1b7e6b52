use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain::SubmissionId;
use winfactor_service::submissions::{self, SubmissionPatch};

use super::{TAG, resource::Submission};
use crate::api::{
    body::JsonBody,
    caller::Caller,
    error::{ApiError, Writing},
    id_path::PathId,
    nullable::nullable,
    reply::Reply,
};

/// What shall change about a submission; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SubmissionChanges {
    /// `new`, `quoted` or `closed`.
    #[schema(example = "closed")]
    status: Option<String>,
    /// The submission's id in another system.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200, example = "hubspot:deal:3314")]
    external_ref: Option<Option<String>>,
}

/// Change a submission
///
/// Moves it to a status, or notes its id in another system. No event tells of it.
#[utoipa::path(
    patch, path = "/submissions/{id}", operation_id = "updateSubmission", tag = TAG,
    params(("id" = String, Path, description = "The submission's id.")),
    request_body = SubmissionChanges,
    responses((status = 200, description = "The submission as it now is.", body = Submission), Writing),
)]
pub(super) async fn update(
    caller: Caller,
    PathId(id): PathId<SubmissionId>,
    JsonBody(changes): JsonBody<SubmissionChanges>,
) -> Result<Reply<Submission>, ApiError> {
    let patch = SubmissionPatch {
        status: changes.status,
        external_ref: changes.external_ref,
    };
    let service = caller.service();
    let changed = submissions::update(service, caller.organization, id, patch).await?;
    Ok(Reply(Submission::of(changed, service.links())))
}
