//! What customers configured and sent.

mod change_status;
mod create_quote;
mod list;
mod show;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{AppState, view::routes};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(routes::SUBMISSIONS, get(list::list))
        .route("/submissions/{id}", get(show::show))
        .route(
            "/submissions/{id}/status",
            post(change_status::change_status),
        )
        .route("/submissions/{id}/quotes", post(create_quote::create_quote))
}
