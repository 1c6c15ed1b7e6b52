use serde::Serialize;
use utoipa::ToSchema;
use winfactor_service::activepieces;

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Changing},
    reply::Reply,
};

/// The projects that the account works in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActivePiecesProjects {
    data: Vec<ActivePiecesProject>,
}

/// A project at ActivePieces.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivePiecesProject {
    #[schema(example = "q2XJh0kTz8Vw5sNfR7LmB")]
    id: String,
    #[schema(example = "Anna's Project")]
    display_name: String,
}

/// List projects at ActivePieces
///
/// Those that the account works in that is signed in.
#[utoipa::path(
    get, path = "/activepieces/projects", operation_id = "listActivePiecesProjects", tag = TAG,
    responses((status = 200, description = "All of them.", body = ActivePiecesProjects), Changing),
)]
pub(super) async fn projects(caller: Caller) -> Result<Reply<ActivePiecesProjects>, ApiError> {
    let projects = activepieces::projects(caller.service(), caller.organization).await?;
    let data = projects.into_iter().map(|project| ActivePiecesProject {
        id: project.id,
        display_name: project.display_name,
    });
    Ok(Reply(ActivePiecesProjects {
        data: data.collect(),
    }))
}
