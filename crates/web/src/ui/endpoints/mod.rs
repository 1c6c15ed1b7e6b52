//! Webhook endpoints: where events are sent, and how that goes.

mod create;
mod delete;
mod edit;
mod form;
mod list;
mod pause;
mod resume;
mod rotate_secret;
mod show;
mod test;
mod update;
mod views;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{AppState, view::routes};

pub(super) use views::{all, endpoint_state, name, state_needs_somebody};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(routes::ENDPOINTS, get(list::list).post(create::create))
        .route(routes::NEW_ENDPOINT, get(create::form))
        .route("/webhooks/{id}", get(show::show).post(update::update))
        .route("/webhooks/{id}/edit", get(edit::edit))
        .route("/webhooks/{id}/pause", post(pause::pause))
        .route("/webhooks/{id}/resume", post(resume::resume))
        .route(
            "/webhooks/{id}/rotate-secret",
            post(rotate_secret::rotate_secret),
        )
        .route("/webhooks/{id}/test", post(test::test))
        .route("/webhooks/{id}/delete", post(delete::delete))
}
