//! The OpenAPI document for people: one page, made of the document and nothing else, so that it
//! cannot say anything different. It is rendered once, when the server starts.

mod curl;
mod example;
mod guide;
mod operation;
mod page;
mod schema;
mod specification;

use axum::{
    Router,
    body::Bytes,
    http::{HeaderValue, header},
    response::IntoResponse,
    routing::get,
};

use super::{BASE, document::open_api};
use crate::AppState;
use specification::Specification;

const STYLE: &str = include_str!("style.css");

/// Serves `/docs` and its style sheet.
pub(super) fn router(state: &AppState) -> Router<AppState> {
    let specification = Specification::of(&open_api());
    let base = format!("{}{BASE}", state.service().links().base());
    let page = page::page(&specification, &base).into_string();
    let page = Bytes::from(page);
    Router::new()
        .route(
            "/docs",
            get(async move || file("text/html; charset=utf-8", page)),
        )
        .route(
            "/docs/style.css",
            get(async || {
                file(
                    "text/css; charset=utf-8",
                    Bytes::from_static(STYLE.as_bytes()),
                )
            }),
        )
}

fn file(media_type: &'static str, content: Bytes) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, content)
}
