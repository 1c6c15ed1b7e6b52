use winfactor_domain::OrganizationId;
use winfactor_store::file_rows::{self, FileSummary};

use crate::{Result, Service};

/// The files of an organization, the newest month first.
pub async fn list(service: &Service, organization: OrganizationId) -> Result<Vec<FileSummary>> {
    service
        .read(move |tx| Ok(file_rows::files(tx, organization)?))
        .await
}
