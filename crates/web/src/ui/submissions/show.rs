use axum::response::Response;
use winfactor_domain::SubmissionId;
use winfactor_service::{
    Page, ServiceError,
    quotes::{self, QuoteFilter},
    submissions, templates,
};

use crate::{
    page_error::PageError,
    ui::{answer::page, desk::Desk, path_id::PathId},
    view::app::{SubmissionPage, submission_page},
};

/// Quotes shown beside their submission; few have more than one.
const QUOTES: u32 = 50;

/// One submission with its quotes.
pub(super) async fn show(
    desk: Desk,
    PathId(id): PathId<SubmissionId>,
) -> Result<Response, PageError> {
    let (service, organization) = (desk.service(), desk.id());
    let submission = submissions::get(service, organization, id).await?;
    let filter = QuoteFilter {
        submission: Some(id),
        ..QuoteFilter::default()
    };
    let newest = Page {
        limit: QUOTES,
        before: None,
    };
    let (quotes, _) = quotes::list(service, organization, filter, newest).await?;
    let kinds = match templates::get(service, organization, submission.template).await {
        Ok(template) => template.components,
        // Without its template a submission still says what was wanted.
        Err(ServiceError::NotFound { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    Ok(page(submission_page(&SubmissionPage {
        frame: desk.frame(),
        submission: &submission,
        kinds: &kinds,
        quotes: &quotes,
    })))
}
