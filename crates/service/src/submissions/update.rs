use winfactor_domain::{OrganizationId, Submission, SubmissionId, SubmissionStatus, Text};
use winfactor_store::submissions;

use crate::{
    Result, Service, ServiceError, Work,
    fields::{self, Nullable},
};

/// What shall change about a submission; what is absent stays as it is.
#[derive(Clone, Debug, Default)]
pub struct SubmissionPatch {
    /// `new`, `quoted` or `closed`.
    pub status: Option<String>,
    pub external_ref: Nullable<String>,
}

/// Moves a submission, or notes its id in another system.
pub async fn update(
    service: &Service,
    organization: OrganizationId,
    id: SubmissionId,
    patch: SubmissionPatch,
) -> Result<Submission> {
    service
        .write(move |work| update_within(work, organization, id, &patch))
        .await
}

/// The same as a part of a transaction. Nothing is written before all is known to be right.
pub(crate) fn update_within(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    id: SubmissionId,
    patch: &SubmissionPatch,
) -> Result<Submission> {
    let mut submission = submissions::get_for_update(work.tx, organization, id)?
        .ok_or_else(|| ServiceError::not_found("submission", id))?;
    patch.apply(&mut submission)?;
    submission.updated_at = work.now;
    submissions::update(work.tx, &submission)?;
    Ok(submission)
}

impl SubmissionPatch {
    fn apply(&self, submission: &mut Submission) -> Result<()> {
        let mut text = Text::new();
        if let Some(status) = &self.status {
            let (all, code) = (&SubmissionStatus::ALL, SubmissionStatus::code);
            let status = fields::word(&mut text, "/status", status, all, code);
            submission.status = status.unwrap_or(submission.status);
        }
        if let Some(external_ref) = &self.external_ref {
            submission.external_ref = fields::external_ref(&mut text, external_ref.as_deref());
        }
        text.finish()?;
        Ok(())
    }
}
