mod create;
mod create_quote;
mod get;
mod list;
mod resource;
mod update;

pub(super) use create::SubmissionInput;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "submissions";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(get::get, update::update))
        .routes(routes!(create_quote::create_quote))
}
