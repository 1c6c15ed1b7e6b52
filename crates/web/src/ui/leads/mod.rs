//! Messages that visitors left on the public page.

mod change_status;
mod list;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{AppState, view::routes};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(routes::LEADS, get(list::list))
        .route("/leads/{id}/status", post(change_status::change_status))
}
