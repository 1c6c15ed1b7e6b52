use axum::Router;

use crate::{AppState, api, assets};

/// Everything this server answers.
pub fn router(state: AppState) -> Router {
    Router::new()
        .nest(api::BASE, api::router(&state))
        .merge(assets::router())
        .with_state(state)
}
