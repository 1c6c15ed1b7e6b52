//! Offers: a draft is written and sent here; what was sent is looked at, and revised.

mod draft;
mod input;
mod list;
mod revise;
mod save;
mod send;
mod show;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{AppState, view::routes};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(routes::QUOTES, get(list::list))
        .route("/quotes/{id}", get(show::show).post(save::save))
        .route("/quotes/{id}/send", post(send::send))
        .route("/quotes/{id}/revise", post(revise::revise))
}
