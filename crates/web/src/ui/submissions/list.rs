use axum::response::Response;
use winfactor_domain::{SubmissionId, SubmissionStatus};
use winfactor_service::submissions::{self, SubmissionFilter};

use crate::{
    page_error::PageError,
    ui::{
        answer::page,
        desk::Desk,
        list::{ListQuery, Rows},
    },
    view::app::{SubmissionsPage, submissions_page},
};

/// The submissions, newest first.
pub(super) async fn list(desk: Desk, query: ListQuery) -> Result<Response, PageError> {
    let status = query.text("status").and_then(SubmissionStatus::from_code);
    let filter = SubmissionFilter {
        status,
        ..SubmissionFilter::default()
    };
    let part = query.page::<SubmissionId>();
    let found = submissions::list(desk.service(), desk.id(), filter, part.clone()).await?;
    let found = Rows::new(found, &part, |submission| submission.id);
    Ok(page(submissions_page(&SubmissionsPage {
        frame: desk.frame(),
        filter: status,
        submissions: &found.rows,
        older: found.older(),
    })))
}
