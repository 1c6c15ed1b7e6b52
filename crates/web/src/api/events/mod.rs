mod get;
mod list;
mod redeliver;
mod redeliver_range;
mod resource;
mod stream;
mod test;

pub(super) use test::TestEventSent;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::AppState;

const TAG: &str = "events";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(get::get))
        .routes(routes!(redeliver::redeliver))
        .routes(routes!(redeliver_range::redeliver_range))
        .routes(routes!(test::test))
        .routes(routes!(stream::stream))
}
