mod get;
mod resource;
mod update;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

pub(super) const TAG: &str = "organization";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get::get, update::update))
}
