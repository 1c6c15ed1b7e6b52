mod list;
mod mark_all_read;
mod mark_read;
mod resource;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "inbox";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(mark_read::mark_read))
        .routes(routes!(mark_all_read::mark_all_read))
}
