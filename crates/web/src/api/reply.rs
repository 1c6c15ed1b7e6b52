use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Serialize;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// Answers hold what belongs to one organization.
const NOT_KEPT: HeaderValue = HeaderValue::from_static("no-store");

/// An answer in JSON.
pub(super) fn json<T: Serialize>(status: StatusCode, body: &T) -> Response {
    let body = serde_json::to_vec(body)
        .expect("answers hold texts, numbers and lists, all of which JSON can carry");
    rendered(status, body.into())
}

/// An answer whose JSON is there already.
pub(super) fn rendered(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, JSON);
    headers.insert(header::CACHE_CONTROL, NOT_KEPT);
    response
}

/// A result that is answered with 200.
#[derive(Debug)]
pub(super) struct Reply<T>(pub(super) T);

impl<T: Serialize> axum::response::IntoResponse for Reply<T> {
    fn into_response(self) -> Response {
        json(StatusCode::OK, &self.0)
    }
}
