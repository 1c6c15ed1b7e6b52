mod get;
mod line_item;
mod list;
mod replace_line_items;
mod resource;
mod send;
mod update;
mod versions;

pub(super) use line_item::LineItemInput;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "quotes";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(get::get, update::update))
        .routes(routes!(replace_line_items::replace_line_items))
        .routes(routes!(send::send))
        .routes(routes!(versions::versions))
}
