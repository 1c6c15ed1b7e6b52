use schemars::JsonSchema;
use serde::Serialize;

use super::{Links, Occasion};
use crate::{Customer, Millimetres, Submission, Timestamp};

/// `data` of `submission.created`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct SubmissionCreated {
    pub submission: SubmissionRef,
    pub customer: CustomerRef,
    pub template: TemplateRef,
    pub configuration: ConfigurationRef,
    pub urls: SubmissionUrls,
    #[serde(skip)]
    pub(super) occasion: Occasion,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct SubmissionRef {
    pub id: String,
    /// Unix milliseconds.
    #[schemars(with = "u64")]
    pub created_at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct CustomerRef {
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub company_name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct TemplateRef {
    pub id: String,
    pub name: String,
    pub slug: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct ConfigurationRef {
    /// Whole millimetres.
    pub width: Millimetres,
    /// Whole millimetres.
    pub height: Millimetres,
    pub component_count: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct SubmissionUrls {
    /// The submission in WinFactor, for the organization's people.
    pub submission_detail: String,
}

impl SubmissionCreated {
    pub fn of(submission: &Submission, links: &Links) -> Self {
        SubmissionCreated {
            submission: SubmissionRef {
                id: submission.id.to_string(),
                created_at: submission.created_at,
            },
            customer: (&submission.customer).into(),
            template: TemplateRef {
                id: submission.template.to_string(),
                name: submission.template_name.clone(),
                slug: submission.template_slug.to_string(),
            },
            configuration: ConfigurationRef {
                width: submission.configuration.width,
                height: submission.configuration.height,
                component_count: submission.configuration.component_count,
            },
            urls: SubmissionUrls {
                submission_detail: links.submission(submission.id),
            },
            occasion: Occasion {
                at: submission.created_at,
                customer_locale: submission.locale,
            },
        }
    }

    pub(super) fn subject(&self) -> &str {
        &self.submission.id
    }
}

impl From<&Customer> for CustomerRef {
    fn from(customer: &Customer) -> Self {
        CustomerRef {
            name: customer.name.clone(),
            email: customer.email.to_string(),
            phone: customer.phone.clone(),
            company_name: customer.company_name.clone(),
        }
    }
}
