mod create;
mod customer_step;
mod delete;
mod disable;
mod enable;
mod export;
mod get;
mod list;
mod resource;
mod step_test;
mod test;
mod update;

pub(super) use resource::Flow;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "flows";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(get::get, update::update, delete::delete))
        .routes(routes!(export::export))
        .routes(routes!(enable::enable))
        .routes(routes!(disable::disable))
        .routes(routes!(test::test))
        .routes(routes!(customer_step::decide))
        .routes(routes!(step_test::send))
        .routes(routes!(step_test::confirm))
}
