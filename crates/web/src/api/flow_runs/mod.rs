mod get;
mod list;
mod resource;
mod retry;

pub(super) use resource::{FlowFailedStep, FlowRunStatus, FlowRunStep};

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "flow runs";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(get::get))
        .routes(routes!(retry::retry))
}
