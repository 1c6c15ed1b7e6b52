mod get;
mod list;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "event types";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(get::get))
}
