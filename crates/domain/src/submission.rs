use std::fmt;

use crate::{
    Configuration, ContactId, Customer, Invalid, Locale, OrganizationId, Slug, SubmissionId,
    Template, TemplateId, Timestamp,
    events::{self, EventData},
};

/// A configuration that a customer submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub id: SubmissionId,
    pub organization: OrganizationId,
    pub contact: ContactId,
    pub template: TemplateId,
    /// As the template was called when the customer used it.
    pub template_name: String,
    pub template_slug: Slug,
    pub locale: Locale,
    pub customer: Customer,
    pub configuration: Configuration,
    pub status: SubmissionStatus,
    pub external_ref: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Where a submission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SubmissionStatus {
    New,
    Quoted,
    Closed,
}

impl SubmissionStatus {
    pub const ALL: [SubmissionStatus; 3] = [
        SubmissionStatus::New,
        SubmissionStatus::Quoted,
        SubmissionStatus::Closed,
    ];

    pub fn code(self) -> &'static str {
        match self {
            SubmissionStatus::New => "new",
            SubmissionStatus::Quoted => "quoted",
            SubmissionStatus::Closed => "closed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

impl fmt::Display for SubmissionStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A checked configuration that is about to become a submission.
#[derive(Clone, Debug)]
pub struct NewSubmission {
    pub id: SubmissionId,
    pub contact: ContactId,
    pub locale: Locale,
    pub customer: Customer,
    pub configuration: Configuration,
}

impl Submission {
    /// A customer submits: the configuration must be one that the template allows.
    pub fn submit(
        new: NewSubmission,
        template: &Template,
        links: &events::Links,
        now: Timestamp,
    ) -> Result<(Submission, EventData), Invalid> {
        template.allows(&new.configuration)?;
        let submission = Submission {
            id: new.id,
            organization: template.organization,
            contact: new.contact,
            template: template.id,
            template_name: template.name.clone(),
            template_slug: template.slug.clone(),
            locale: new.locale,
            customer: new.customer,
            configuration: new.configuration,
            status: SubmissionStatus::New,
            external_ref: None,
            created_at: now,
            updated_at: now,
        };
        let event = events::SubmissionCreated::of(&submission, links).into();
        Ok((submission, event))
    }
}
