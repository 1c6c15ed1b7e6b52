use serde::Serialize;
use utoipa::ToSchema;
use winfactor_service::files::{self, FileSummary};

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    reply::Reply,
};

/// All files of the organization.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Files {
    data: Vec<File>,
}

/// A file that flows append rows to.
#[derive(Debug, Serialize, ToSchema)]
struct File {
    file: String,
    /// The month of the organization's calendar that its rows are of, such as `2026-03`.
    month: String,
    rows: i64,
}

/// List files
///
/// The files that flows append rows to, the newest month first.
#[utoipa::path(
    get, path = "/files", operation_id = "listFiles", tag = TAG,
    responses((status = 200, description = "The files.", body = Files), Reading),
)]
pub(super) async fn list(caller: Caller) -> Result<Reply<Files>, ApiError> {
    let files = files::list(caller.service(), caller.organization).await?;
    let data = files.into_iter().map(File::from).collect();
    Ok(Reply(Files { data }))
}

impl From<FileSummary> for File {
    fn from(summary: FileSummary) -> Self {
        File {
            file: summary.file,
            month: summary.month,
            rows: summary.rows,
        }
    }
}
