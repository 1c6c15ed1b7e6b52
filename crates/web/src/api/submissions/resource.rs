use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{
    self as domain, ContactId, Millimetres, SubmissionId, TemplateId, Timestamp, events::Links,
};

use crate::api::{
    person::Customer,
    word::{LocaleWord, SubmissionStatusWord, Word},
};

/// A configuration that a customer submitted.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Submission {
    #[schema(value_type = String, example = "sub_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: SubmissionId,
    status: SubmissionStatusWord,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    created_at: Timestamp,
    /// Unix milliseconds.
    #[schema(value_type = i64, example = 1772438400000i64)]
    updated_at: Timestamp,
    /// The customer's language.
    locale: LocaleWord,
    #[schema(value_type = String, example = "template_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    template_id: TemplateId,
    template: SubmittedTemplate,
    customer: Customer,
    configuration: Configuration,
    #[schema(value_type = String, example = "contact_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    contact_id: ContactId,
    /// The submission's id in another system.
    #[schema(example = "hubspot:deal:3314")]
    external_ref: Option<String>,
    urls: SubmissionUrls,
}

/// The template, as it was called when the customer used it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SubmittedTemplate {
    #[schema(value_type = String, example = "template_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: TemplateId,
    #[schema(example = "Modern Glass Panel")]
    name: String,
    #[schema(example = "modern-glass-panel")]
    slug: String,
}

/// What the customer configured.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Configuration {
    /// Millimetres.
    #[schema(value_type = u32, example = 5000)]
    width: Millimetres,
    /// Millimetres.
    #[schema(value_type = u32, example = 3000)]
    height: Millimetres,
    /// How many panes and doors.
    #[schema(example = 4)]
    component_count: u32,
    /// What the customer adds in words.
    notes: Option<String>,
}

/// Where people find it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SubmissionUrls {
    /// Its page for staff.
    #[schema(example = "https://app.winfactor.example/submissions/sub_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    submission_detail: String,
}

impl Submission {
    pub(super) fn of(submission: domain::Submission, links: &Links) -> Self {
        let configuration = submission.configuration;
        Submission {
            id: submission.id,
            status: Word(submission.status),
            created_at: submission.created_at,
            updated_at: submission.updated_at,
            locale: Word(submission.locale),
            template_id: submission.template,
            template: SubmittedTemplate {
                id: submission.template,
                name: submission.template_name,
                slug: submission.template_slug.to_string(),
            },
            customer: submission.customer.into(),
            configuration: Configuration {
                width: configuration.width,
                height: configuration.height,
                component_count: configuration.component_count,
                notes: configuration.notes,
            },
            contact_id: submission.contact,
            external_ref: submission.external_ref,
            urls: SubmissionUrls {
                submission_detail: links.submission(submission.id),
            },
        }
    }
}
