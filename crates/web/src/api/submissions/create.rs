use axum::{http::StatusCode, response::Response};
use serde::Deserialize;
use utoipa::ToSchema;
use winfactor_domain as domain;
use winfactor_service::submissions::{
    self, ConfigurationFields, NewSubmission, SizeInput, TemplateChoice,
};

use super::{TAG, resource::Submission};
use crate::api::{
    caller::Caller,
    creation::{Creation, IdempotencyHeader, created},
    error::{ApiError, Creating},
    person::CustomerInput,
};

/// A configuration that a customer submits.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(in crate::api) struct SubmissionInput {
    #[serde(default)]
    #[schema(required, example = "template_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    template_id: String,
    /// The customer's language: `en`, `de` or `nl`; the organization's when left out.
    #[schema(example = "en")]
    locale: Option<String>,
    customer: CustomerInput,
    configuration: ConfigurationInput,
}

/// What the customer configures, within the limits of the template.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ConfigurationInput {
    /// Whole millimetres.
    #[schema(required, value_type = u32, example = 5000)]
    width: Option<i64>,
    /// Whole millimetres.
    #[schema(required, value_type = u32, example = 3000)]
    height: Option<i64>,
    /// How many panes and doors.
    #[schema(required, value_type = u32, minimum = 1, maximum = 100, example = 4)]
    component_count: Option<i64>,
    /// What the customer adds in words.
    notes: Option<String>,
}

impl From<SubmissionInput> for NewSubmission {
    fn from(input: SubmissionInput) -> Self {
        let configuration = input.configuration;
        NewSubmission {
            template: TemplateChoice::Id(input.template_id),
            locale: input.locale,
            customer: input.customer.into(),
            configuration: ConfigurationFields {
                width: configuration.width.map(SizeInput::Millimetres),
                height: configuration.height.map(SizeInput::Millimetres),
                component_count: configuration.component_count,
                notes: configuration.notes,
            },
        }
    }
}

/// Create a submission
///
/// A customer submits a configuration, as on the public page: the customer becomes or updates a
/// contact, and `submission.created` is recorded.
#[utoipa::path(
    post, path = "/submissions", operation_id = "createSubmission", tag = TAG,
    params(IdempotencyHeader), request_body = SubmissionInput,
    responses((status = 201, description = "The submission.", body = Submission), Creating),
)]
pub(super) async fn create(
    caller: Caller,
    Creation { body, once }: Creation<SubmissionInput>,
) -> Result<Response, ApiError> {
    let service = caller.service();
    let links = service.links().clone();
    let answer = move |submission: &domain::Submission| {
        let shown = Submission::of(submission.clone(), &links);
        (StatusCode::CREATED, shown)
    };
    let once = once.idempotency(answer.clone());
    let made = submissions::create(service, caller.organization, body.into(), once).await?;
    Ok(created(made, answer))
}
