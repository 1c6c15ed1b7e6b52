//! The inbox: a list, and the stream that adds to it while somebody looks.

mod list;
mod message;
mod read;
mod stream;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{AppState, view::routes};

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(routes::INBOX, get(list::list))
        .route(routes::INBOX_STREAM, get(stream::stream))
        .route(routes::INBOX_READ_ALL, post(read::read_all))
        .route("/inbox/{id}/read", post(read::read))
}
