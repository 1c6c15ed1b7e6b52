use axum::{Router, http::StatusCode, middleware};
use tower_http::compression::{
    CompressionLayer,
    predicate::{NotForContentType, Predicate, SizeAbove},
};

use crate::{
    AppState, api, assets,
    edge::{Edge, edge},
    health,
    page_error::PageError,
    page_layer::{self, page_layer},
    public, ui,
    view::Problem,
};

/// Everything this server answers.
pub fn router(state: AppState) -> Router {
    Router::new()
        .nest(api::BASE, api::router(&state))
        .merge(api::waitpoints(&state))
        .merge(api::elsewhere(&state))
        .merge(assets::router())
        .merge(health::router())
        .merge(pages(&state))
        .with_state(state)
}

/// What people look at.
fn pages(state: &AppState) -> Router<AppState> {
    let apologizing = Edge {
        state: state.clone(),
        apologize: page_layer::apologize,
    };
    Router::new()
        .merge(public::router())
        .merge(ui::router())
        .fallback(unknown_page)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(middleware::from_fn(page_layer))
        .layer(CompressionLayer::new().compress_when(worthwhile()))
        .layer(middleware::from_fn_with_state(apologizing, edge))
}

/// Small pages are sent as they are, and a stream is never held back until it is worth compressing.
fn worthwhile() -> impl Predicate {
    SizeAbove::new(1024).and(NotForContentType::SSE)
}

async fn unknown_page() -> PageError {
    PageError::not_found()
}

async fn method_not_allowed() -> PageError {
    PageError::new(StatusCode::METHOD_NOT_ALLOWED, Problem::BadRequest)
}
