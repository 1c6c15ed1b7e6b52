mod get;
mod list;
mod resource;
mod update;
mod upsert;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "contacts";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, upsert::upsert))
        .routes(routes!(get::get, update::update))
}
