mod bring;
mod brought;
mod connect;
mod flows;
mod forget;
mod get;
mod projects;
mod sign_in;
mod test;
mod tested;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "activepieces";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(get::get, forget::forget))
        .routes(routes!(connect::connect))
        .routes(routes!(projects::projects))
        .routes(routes!(flows::flows, bring::bring))
        .routes(routes!(test::test))
        .routes(routes!(tested::tested))
}
