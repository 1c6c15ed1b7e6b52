mod get;
mod list;
mod resource;
mod update;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "leads";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(get::get, update::update))
}
