//! What follows the configurator: thanks, and what was asked for. Its address ends with a receipt,
//! signed by us and good for a day, so that nobody sees what somebody else asked for.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use winfactor_domain::{SubmissionId, Template};
use winfactor_service::{
    forms::{self, FormOwner},
    submissions, templates,
};

use super::{answer::keep_private, visit::Visit};
use crate::{
    AppState,
    page_error::PageError,
    view::{
        public::{SubmittedPage, submitted_page},
        routes,
    },
};

/// Leads to the thanks for a submission.
pub(super) fn lead_to(state: &AppState, visit: &Visit, id: SubmissionId) -> Redirect {
    let receipt = forms::issue(state.service(), FormOwner::Anyone, &purpose(id));
    let path = routes::public_submission(&visit.organization.slug, id, &receipt);
    Redirect::to(&format!("{path}?lang={}", visit.reader.locale))
}

pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((_, id, receipt)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let id: SubmissionId = id.parse().map_err(|_| PageError::not_found())?;
    let (service, organization) = (state.service(), &visit.organization);
    if forms::verify(service, FormOwner::Anyone, &purpose(id), &receipt).is_err() {
        let page = routes::organization(&organization.slug);
        return Ok(Redirect::to(&page).into_response());
    }
    let submission = submissions::get(service, organization.id, id).await?;
    let template = Template {
        name: submission.template_name,
        ..templates::get(service, organization.id, submission.template).await?
    };
    let path = routes::public_submission(&organization.slug, id, &receipt);
    let html = submitted_page(&SubmittedPage {
        frame: visit.frame(&path),
        template: &template,
        configuration: &submission.configuration,
        email: submission.customer.email.as_str(),
    });
    Ok(keep_private(html.into_response()).await)
}

fn purpose(id: SubmissionId) -> String {
    format!("receipt:{id}")
}
