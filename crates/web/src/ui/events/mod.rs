//! What happened, where it was sent, and sending it again.

mod list;
mod redeliver;
mod show;
mod test;
mod views;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{AppState, view::routes};

pub(super) use test::trial;
pub(super) use views::{destination_view, event_views};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(routes::EVENTS, get(list::list))
        .route(routes::TEST_EVENT, post(test::test))
        .route("/events/{id}", get(show::show))
        .route("/events/{id}/redeliver", post(redeliver::redeliver))
}
