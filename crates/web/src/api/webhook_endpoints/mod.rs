mod auth;
mod create;
mod delete;
mod get;
mod list;
mod pause;
mod resource;
mod resume;
mod rotate_secret;
mod test;
mod update;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "webhook endpoints";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(get::get, update::update, delete::delete))
        .routes(routes!(rotate_secret::rotate_secret))
        .routes(routes!(test::test))
        .routes(routes!(pause::pause))
        .routes(routes!(resume::resume))
}
