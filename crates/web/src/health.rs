//! What whoever operates the server asks it.
//!
//! `/readyz`: can this server take requests? `/healthz`: does the product keep up? The second one
//! fails when events wait too long for somebody to deliver them, although every request is still
//! answered: silence is the worst failure.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Serialize;
use winfactor_service::health;

use crate::AppState;

pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Standing {
    /// `ok`, `late` or `unavailable`.
    status: &'static str,
    /// How long the longest-waiting delivery has been due.
    #[serde(skip_serializing_if = "Option::is_none")]
    oldest_due_seconds: Option<u64>,
}

async fn healthz(State(state): State<AppState>) -> Response {
    match health::check(state.service()).await {
        Ok(health) => {
            let (code, status) = match health.is_late() {
                true => (StatusCode::SERVICE_UNAVAILABLE, "late"),
                false => (StatusCode::OK, "ok"),
            };
            let oldest_due_seconds = Some(health.oldest_due.as_secs());
            let standing = Standing {
                status,
                oldest_due_seconds,
            };
            (code, Json(standing)).into_response()
        }
        Err(error) => unavailable(&error),
    }
}

async fn readyz(State(state): State<AppState>) -> Response {
    match health::check(state.service()).await {
        Ok(_) => Json(Standing {
            status: "ok",
            oldest_due_seconds: None,
        })
        .into_response(),
        Err(error) => unavailable(&error),
    }
}

fn unavailable(error: &winfactor_service::ServiceError) -> Response {
    tracing::warn!(
        error = error as &dyn std::error::Error,
        "the database does not answer"
    );
    let standing = Standing {
        status: "unavailable",
        oldest_due_seconds: None,
    };
    (StatusCode::SERVICE_UNAVAILABLE, Json(standing)).into_response()
}
