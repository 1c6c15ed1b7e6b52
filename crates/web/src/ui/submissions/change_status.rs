use axum::response::Response;
use winfactor_domain::SubmissionId;
use winfactor_service::submissions::{self, SubmissionPatch};

use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted},
    view::{Notice, routes},
};

/// Closes a submission, or opens it again.
pub(super) async fn change_status(
    PathId(id): PathId<SubmissionId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let patch = SubmissionPatch {
        status: Some(posted.form.owned("status")),
        ..SubmissionPatch::default()
    };
    submissions::update(posted.service(), posted.organization(), id, patch).await?;
    Ok(see_with(&routes::submission(id), Notice::Saved))
}
