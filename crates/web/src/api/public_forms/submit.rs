use axum::{extract::Request, http::StatusCode, response::Response};
use serde::Serialize;
use winfactor_domain::{
    Millimetres, Organization, Submission, SubmissionId, TemplateId, Timestamp,
};
use winfactor_service::{Service, submissions};

use super::sent::Sent;
use crate::api::{creation::created, error::ApiError, submissions::SubmissionInput};

/// What a customer submitted, without what only the organization may know.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Receipt {
    id: SubmissionId,
    created_at: Timestamp,
    template_id: TemplateId,
    configuration: Configuration,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Configuration {
    width: Millimetres,
    height: Millimetres,
    component_count: u32,
    notes: Option<String>,
}

/// A customer submits a configuration.
pub(crate) async fn submit(
    service: &Service,
    organization: &Organization,
    request: Request,
) -> Result<Response, ApiError> {
    let sent = Sent::<SubmissionInput>::read(request).await?;
    let (input, once) = sent.once(receipt);
    let slug = organization.slug.as_str();
    let made = submissions::submit(service, slug, input.into(), once).await?;
    Ok(created(made, receipt))
}

fn receipt(submission: &Submission) -> (StatusCode, Receipt) {
    let configuration = submission.configuration.clone();
    let receipt = Receipt {
        id: submission.id,
        created_at: submission.created_at,
        template_id: submission.template,
        configuration: Configuration {
            width: configuration.width,
            height: configuration.height,
            component_count: configuration.component_count,
            notes: configuration.notes,
        },
    };
    (StatusCode::CREATED, receipt)
}
