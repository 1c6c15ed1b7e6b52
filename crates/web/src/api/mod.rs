//! The REST API, version 1: one directory for each resource, one file for each operation, with the
//! shape of its request and its line in the OpenAPI document.
//!
//! A handler takes a [`Caller`](caller::Caller), so it is reached only with an API key in use; it
//! reads its request ([`body`], [`query`], [`id_path`], [`creation`]), asks one use case, and shows
//! the result in the shape of its resource. Every refusal is an [`ApiError`](error::ApiError).

mod activepieces;
mod body;
mod caller;
mod connections;
mod contacts;
mod creation;
mod decimal;
mod decode;
mod destination;
mod docs;
mod document;
#[cfg(test)]
mod edge_tests;
mod error;
mod event_types;
mod events;
mod files;
mod flow_recipes;
mod flow_runs;
mod flows;
mod id_path;
mod inbox;
mod last_event_id;
mod leads;
mod listing;
mod nullable;
mod organization;
mod person;
pub(crate) mod public_forms;
mod query;
mod quotes;
mod reply;
mod submissions;
mod templates;
mod waitpoints;
mod webhook_endpoints;
mod word;

pub use document::open_api;
pub(crate) use waitpoints::router as waitpoints;

use axum::{
    Router,
    http::StatusCode,
    middleware,
    routing::{any, get},
};
use tower_http::compression::{
    CompressionLayer,
    predicate::{NotForContentType, Predicate, SizeAbove},
};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    AppState,
    edge::{Edge, edge},
};
use error::ApiError;

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// Everything below [`BASE`].
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    let (routes, _) = operations().split_for_parts();
    let apologizing = Edge {
        state: state.clone(),
        apologize: error::apologize,
    };
    routes
        .route("/", any(unknown_path))
        .route("/openapi.json", get(document::serve))
        .merge(docs::router(state))
        .fallback(unknown_path)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(CompressionLayer::new().compress_when(worthwhile()))
        .layer(middleware::from_fn_with_state(apologizing, edge))
}

/// What is asked of an API that is not there: another version, a misspelt one. Answered as programs
/// understand it.
pub(crate) fn elsewhere(state: &AppState) -> Router<AppState> {
    let apologizing = Edge {
        state: state.clone(),
        apologize: error::apologize,
    };
    Router::new()
        .route("/api", any(unknown_path))
        .route("/api/{*path}", any(unknown_path))
        .layer(middleware::from_fn_with_state(apologizing, edge))
}

/// All operations with their descriptions.
fn operations() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(document::frame())
        .merge(organization::routes())
        .merge(templates::routes())
        .merge(submissions::routes())
        .merge(quotes::routes())
        .merge(contacts::routes())
        .merge(leads::routes())
        .merge(events::routes())
        .merge(event_types::routes())
        .merge(webhook_endpoints::routes())
        .merge(flows::routes())
        .merge(flow_recipes::routes())
        .merge(flow_runs::routes())
        .merge(connections::routes())
        .merge(activepieces::routes())
        .merge(files::routes())
        .merge(inbox::routes())
}

/// Small answers are sent as they are: compressing them costs more than it saves. A stream is
/// never held back until it is worth compressing.
fn worthwhile() -> impl Predicate {
    const LARGE: u64 = 1024;
    SizeAbove::new(LARGE).and(NotForContentType::SSE)
}

async fn unknown_path() -> ApiError {
    ApiError::not_found("there is nothing at this address; see /api/v1/docs")
}

async fn method_not_allowed() -> ApiError {
    let message = "this address does not take that method; the header Allow names those it takes";
    ApiError::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        message,
    )
}
