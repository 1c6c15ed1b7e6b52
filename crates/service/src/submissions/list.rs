use winfactor_domain::{OrganizationId, Submission};
use winfactor_store::{
    Page,
    submissions::{self, SubmissionFilter},
};

use crate::{Result, Service};

/// A part of the list, newest first, and whether there are more.
pub async fn list(
    service: &Service,
    organization: OrganizationId,
    filter: SubmissionFilter,
    page: Page,
) -> Result<(Vec<Submission>, bool)> {
    service
        .read(move |tx| Ok(page.split(submissions::list(tx, organization, &filter, &page)?)))
        .await
}
