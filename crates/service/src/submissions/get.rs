use winfactor_domain::{OrganizationId, Submission, SubmissionId};
use winfactor_store::submissions;

use crate::{Result, Service, ServiceError};

/// The submission of that id.
pub async fn get(
    service: &Service,
    organization: OrganizationId,
    id: SubmissionId,
) -> Result<Submission> {
    let found = service
        .read(move |tx| Ok(submissions::get(tx, organization, id)?))
        .await?;
    found.ok_or_else(|| ServiceError::not_found("submission", id))
}
